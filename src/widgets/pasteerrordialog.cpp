// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/pasteerrordialog.h"

#include "widgets/dialogparts.h"
#include "widgets/errorpanel.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize k_size(760, 640);
constexpr int k_textHeight = 140;

} // namespace

PasteErrorDialog::PasteErrorDialog(QWidget* parent)
    : QDialog(parent),
      m_explainer(this),
      m_text(new QPlainTextEdit),
      m_explain(dialogButton(u"explain"_s, tr("E&xplain"), true)),
      m_note(mutedLabel()),
      m_answers(new QScrollArea) {
    setObjectName(u"pasteErrorDialog"_s);
    setWindowTitle(tr("Paste an error"));
    resize(k_size);
    auto* label = new QLabel(tr("&The error: an answer of a service, lines of a log, a web page"));
    label->setWordWrap(true);
    label->setBuddy(m_text);
    m_text->setObjectName(u"pastedError"_s);
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setFixedHeight(k_textHeight);
    m_note->setObjectName(u"pasteNote"_s);
    m_note->setText(tr("It stays on this computer. Secrets in it are not repeated."));
    m_answers->setObjectName(u"explanations"_s);
    m_answers->setWidgetResizable(true);
    m_answers->setFrameShape(QFrame::NoFrame);
    auto* buttons = new QDialogButtonBox;
    auto* close = dialogButton(u"close"_s, tr("Close"));
    buttons->addButton(m_explain, QDialogButtonBox::ActionRole);
    buttons->addButton(close, QDialogButtonBox::RejectRole);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(24, 24, 24, 24);
    rows->setSpacing(12);
    for (QWidget* row : std::initializer_list<QWidget*>{label, m_text, m_note})
        rows->addWidget(row);
    rows->addWidget(m_answers, 1);
    rows->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_explain, &QPushButton::clicked, this, [this] { m_explainer.explain(m_text->toPlainText()); });
    connect(m_text, &QPlainTextEdit::textChanged, this,
            [this] { m_explain->setEnabled(!m_text->toPlainText().trimmed().isEmpty()); });
    connect(&m_explainer, &ErrorExplainer::explained, this, &PasteErrorDialog::showFound);
    m_explain->setEnabled(false);
}

void PasteErrorDialog::ask(const QString& text) {
    open();
    if (!text.isEmpty()) {
        m_text->setPlainText(text);
        m_explainer.explain(text);
    }
    m_text->setFocus();
    m_text->selectAll();
}

void PasteErrorDialog::showFound() {
    auto* all = new QWidget;
    auto* rows = new QVBoxLayout(all);
    rows->setContentsMargins({});
    rows->setSpacing(24);
    for (const Diagnosis& diagnosis : m_explainer.found()) {
        auto* panel = new ErrorPanel;
        panel->setNoPlace();
        panel->setDiagnosis(diagnosis, doubtText(diagnosis));
        rows->addWidget(panel);
        connect(panel, &ErrorPanel::actionWanted, this, [this](RemedyAction action) {
            accept();
            emit actionWanted(action);
        });
    }
    if (m_explainer.leftOut() > 0)
        rows->addWidget(
            mutedLabel(tr("%n more are not shown.", nullptr, static_cast<int>(m_explainer.leftOut()))));
    rows->addStretch(1);
    m_answers->setWidget(all); // the one before goes
}

} // namespace milepost
