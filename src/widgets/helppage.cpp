// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/helppage.h"

#include <QEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QTextBrowser>

static void initHandbook() { Q_INIT_RESOURCE(handbook); }

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_listWidth = 264;
constexpr int k_textMargin = 16;

QString handbook() {
    initHandbook();
    QFile file(u":/handbook/README.md"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

HelpPage::HelpPage(QWidget* parent)
    : Page(PageId::Help, tr("How Milepost is set up and used."), parent),
      m_sections(handbookSections(handbook())),
      m_bundle(new QPushButton(tr("&Diagnostics bundle…"))),
      m_list(new QListWidget),
      m_text(new QTextBrowser) {
    m_list->setObjectName(u"chapters"_s);
    m_list->setAccessibleName(tr("Chapters"));
    m_list->setFixedWidth(k_listWidth);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setObjectName(u"chapter"_s);
    m_text->setAccessibleName(tr("Chapter"));
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(k_textMargin);
    m_bundle->setObjectName(u"diagnosticsBundle"_s);
    m_bundle->setToolTip(tr("What support needs, in files that you read before you save them"));
    m_bundle->hide();
    connect(m_bundle, &QPushButton::clicked, this, &HelpPage::bundleWanted);
    addHeaderWidget(m_bundle);
    auto* content = new QWidget;
    auto* columns = new QHBoxLayout(content);
    columns->setContentsMargins({});
    columns->setSpacing(16);
    columns->addWidget(m_list);
    columns->addWidget(m_text, 1);
    setContent(content);
    for (const HandbookSection& section : m_sections)
        m_list->addItem(section.title);
    connect(m_list, &QListWidget::currentRowChanged, this, &HelpPage::showSection);
    connect(m_text, &QTextBrowser::anchorClicked, this, &HelpPage::follow);
    m_list->setCurrentRow(0);
}

void HelpPage::offerBundle() { m_bundle->show(); }

void HelpPage::entered() { m_list->setFocus(); }

void HelpPage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    // A text document keeps the colours of links that it was made with.
    if (event->type() == QEvent::PaletteChange)
        showSection();
}

void HelpPage::showSection() {
    const int row = m_list->currentRow();
    if (row >= 0)
        m_text->setMarkdown(m_sections[static_cast<size_t>(row)].markdown);
}

void HelpPage::follow(const QUrl& url) {
    if (!url.scheme().isEmpty())
        emit linkWanted(url);
    else
        showChapter(url.fragment());
}

void HelpPage::showChapter(const QString& anchor) {
    if (const int row = handbookTarget(m_sections, anchor); row >= 0)
        m_list->setCurrentRow(row);
}

} // namespace milepost
