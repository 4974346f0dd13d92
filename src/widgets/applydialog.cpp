// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/applydialog.h"

#include "widgets/banner.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QLabel* plainLabel(const QString& text) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

ApplyDialog::ApplyDialog(PreparedRun run, QWidget* parent) : QDialog(parent), m_run(std::move(run)) {
    setObjectName(u"applyDialog"_s);
    setWindowTitle(m_run.title);
    setMinimumWidth(480);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 24);
    layout->setSpacing(16);
    auto* title = plainLabel(m_run.title);
    title->setFont(Theme::font(Theme::Text::Panel));
    auto* target = plainLabel(m_run.target);
    target->setObjectName(u"applyTarget"_s);
    target->setForegroundRole(QPalette::PlaceholderText);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(title);
    words->addWidget(target);
    layout->addLayout(words);
    addList(*layout, tr("This will be done"), m_run.lines);
    if (!m_run.left.isEmpty())
        addList(*layout, tr("This stays as it is"), m_run.left);
    auto* forecast = plainLabel(m_run.forecast);
    forecast->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(forecast);
    if (m_run.needsNumber())
        addGuard(*layout);
    addButtons(*layout);
}

void ApplyDialog::addList(QVBoxLayout& layout, const QString& heading, const QStringList& lines) {
    auto* block = new QVBoxLayout;
    block->setSpacing(4);
    QFont font = Theme::font(Theme::Text::Body);
    font.setWeight(QFont::DemiBold);
    auto* label = plainLabel(heading);
    label->setFont(font);
    block->addWidget(label);
    for (const QString& line : lines)
        block->addWidget(plainLabel(u"•  "_s + line));
    layout.addLayout(block);
}

void ApplyDialog::addGuard(QVBoxLayout& layout) {
    auto* guard = new Banner;
    guard->setObjectName(u"guardBanner"_s);
    guard->say(Banner::Tone::Danger, m_run.guardTitle(), m_run.guardWhy());
    layout.addWidget(guard);
    auto* row = new QVBoxLayout;
    row->setSpacing(4);
    auto* label = plainLabel(m_run.guardQuestion());
    m_number = new QLineEdit;
    m_number->setObjectName(u"guardNumber"_s);
    label->setBuddy(m_number);
    row->addWidget(label);
    row->addWidget(m_number);
    layout.addLayout(row);
}

void ApplyDialog::addButtons(QVBoxLayout& layout) {
    auto* cancel = new QPushButton(tr("Cancel"));
    m_apply = new QPushButton(m_run.title);
    m_apply->setObjectName(u"applyConfirm"_s);
    m_apply->setProperty("primary", true);
    const bool destroys = m_run.destroys();
    m_apply->setProperty("danger", destroys);
    // Whoever keeps pressing Enter must not delete anything (ux 2.2).
    cancel->setAutoDefault(false);
    m_apply->setAutoDefault(!destroys);
    m_apply->setDefault(!destroys);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_apply);
    layout.addLayout(row);
    m_apply->setEnabled(!m_run.needsNumber());
    connect(m_apply, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    if (m_number != nullptr) {
        connect(m_number, &QLineEdit::textChanged, m_apply,
                [this](const QString& text) { m_apply->setEnabled(m_run.isConfirmedBy(text)); });
        m_number->setFocus();
    } else {
        (destroys ? static_cast<QWidget*>(cancel) : m_apply)->setFocus();
    }
}

QString ApplyDialog::typed() const { return m_number == nullptr ? QString() : m_number->text(); }

} // namespace milepost
