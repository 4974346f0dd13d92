// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/deliverablefilters.h"

#include "presentation/standingtexts.h"
#include "ui_deliverablespage.h"
#include "widgets/daterangedialog.h"
#include "widgets/flowlayout.h"
#include "widgets/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QInputDialog>
#include <QLocale>
#include <QMenu>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Dates = DeliverableFilter::Dates;

QString nameOf(Dates dates) {
    switch (dates) {
    case Dates::All:
        return DeliverableFilters::tr("All dates");
    case Dates::Next30:
        return DeliverableFilters::tr("Next 30 days");
    case Dates::Next90:
        return DeliverableFilters::tr("Next 90 days");
    case Dates::ThisYear:
        return DeliverableFilters::tr("This year");
    case Dates::Custom:
        return DeliverableFilters::tr("From … to …");
    }
    return {};
}

QString dateRangeText(const DeliverableFilter& filter) {
    const auto text = [](const QDate& date) {
        return QLocale().toString(date, DeliverableFilters::tr("d MMM yyyy"));
    };
    if (filter.from && filter.to)
        return DeliverableFilters::tr("%1 to %2").arg(text(*filter.from), text(*filter.to));
    if (filter.from)
        return DeliverableFilters::tr("From %1").arg(text(*filter.from));
    return filter.to ? DeliverableFilters::tr("Until %1").arg(text(*filter.to)) : nameOf(Dates::All);
}

template <class T> QVariantList keysOf(const std::set<T>& values) {
    QVariantList keys;
    for (const T& value : values)
        keys << QVariant::fromValue(value);
    return keys;
}

template <class T> std::set<T> valuesOf(const QVariantList& keys) {
    std::set<T> values;
    for (const QVariant& key : keys)
        values.insert(key.value<T>());
    return values;
}

} // namespace

DeliverableFilters::DeliverableFilters(Ui::DeliverablesPage& ui, DeliverablesPresenter& presenter,
                                       QObject* parent)
    : QObject(parent),
      m_ui(ui),
      m_presenter(presenter) {
    setUp();
    fillDates();
    fillSaved();
    fillChoices();
    showFilter();
    connect(&m_presenter, &DeliverablesPresenter::filterChanged, this, &DeliverableFilters::showFilter);
    connect(&m_presenter, &DeliverablesPresenter::choicesChanged, this, &DeliverableFilters::fillChoices);
    connect(&m_presenter, &DeliverablesPresenter::savedFiltersChanged, this, &DeliverableFilters::fillSaved);
    connect(m_ui.search, &QLineEdit::textChanged, this, &DeliverableFilters::take);
    for (const ChoiceButton* choice : {m_ui.projects, m_ui.clients, m_ui.states, m_ui.people})
        connect(choice, &ChoiceButton::chosenChanged, this, &DeliverableFilters::take);
    for (const QCheckBox* box : {m_ui.undated, m_ui.completed})
        connect(box, &QCheckBox::toggled, this, &DeliverableFilters::take);
    connect(m_ui.clearFilters, &QToolButton::clicked, this, &DeliverableFilters::clear);
}

void DeliverableFilters::setUp() {
    m_ui.search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_ui.search->setMinimumWidth(150);
    m_ui.search->setMaximumWidth(360);
    m_ui.projects->setTitle(tr("&Project"));
    m_ui.clients->setTitle(tr("C&lient"));
    m_ui.states->setTitle(tr("&State"));
    m_ui.people->setTitle(tr("P&erson"));
    m_ui.saved->setIcon(icon(u"bookmark"_s));
    m_ui.saved->setValue(tr("Sa&ved"), false);
    auto* flow = new FlowLayout(m_ui.filterBar);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_ui.search, m_ui.dates, m_ui.projects, m_ui.clients, m_ui.states,
                                         m_ui.people, m_ui.undated, m_ui.completed, m_ui.saved})
        flow->addWidget(widget);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    m_ui.filterBar->setSizePolicy(policy);
}

void DeliverableFilters::fillDates() {
    auto* menu = new QMenu(m_ui.dates);
    auto* group = new QActionGroup(menu);
    for (const Dates dates : {Dates::All, Dates::Next30, Dates::Next90, Dates::ThisYear, Dates::Custom}) {
        QAction* action = menu->addAction(nameOf(dates));
        action->setCheckable(true);
        action->setData(static_cast<int>(dates));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, dates] {
            if (dates == Dates::Custom)
                askForDates();
            else
                useDates(dates);
        });
    }
    m_ui.dates->setMenu(menu);
    m_ui.dates->setAccessibleName(tr("Dates"));
}

void DeliverableFilters::fillSaved() {
    QMenu* menu = m_ui.saved->menu() != nullptr ? m_ui.saved->menu() : new QMenu(m_ui.saved);
    menu->clear();
    m_ui.saved->setMenu(menu);
    const QStringList names = m_presenter.savedFilters();
    for (const QString& name : names)
        connect(menu->addAction(QString(name).replace(u'&', u"&&"_s)), &QAction::triggered, this,
                [this, name] { m_presenter.useSavedFilter(name); });
    if (!names.isEmpty())
        menu->addSeparator();
    connect(menu->addAction(tr("&Save this filter…")), &QAction::triggered, this,
            &DeliverableFilters::askForName);
    if (names.isEmpty())
        return;
    QMenu* remove = menu->addMenu(tr("&Remove"));
    for (const QString& name : names)
        connect(remove->addAction(QString(name).replace(u'&', u"&&"_s)), &QAction::triggered, this,
                [this, name] { m_presenter.removeSavedFilter(name); });
}

void DeliverableFilters::fillChoices() {
    const DeliverableChoices& offered = m_presenter.choices();
    using Choices = std::vector<std::pair<QVariant, QString>>;
    const auto byId = [](const std::vector<std::pair<qint64, QString>>& from) {
        Choices choices;
        for (const auto& [id, name] : from)
            choices.emplace_back(QVariant::fromValue(id), name);
        return choices;
    };
    Choices clients;
    for (const QString& name : offered.clients)
        clients.emplace_back(name, name);
    Choices states;
    for (int standing = 0; standing <= static_cast<int>(Standing::Unknown); ++standing)
        states.emplace_back(standing, standingName(static_cast<Standing>(standing)));
    m_ui.projects->setChoices(byId(offered.projects));
    m_ui.people->setChoices(byId(offered.people));
    m_ui.clients->setChoices(clients);
    m_ui.states->setChoices(states);
}

void DeliverableFilters::showFilter() {
    m_isShowing = true;
    const DeliverableFilter& filter = m_presenter.filter();
    m_ui.search->setText(filter.search);
    m_ui.projects->setChosen(keysOf(filter.projects));
    m_ui.clients->setChosen(keysOf(filter.clients));
    m_ui.people->setChosen(keysOf(filter.people));
    QVariantList states;
    for (const Standing standing : filter.standings)
        states << static_cast<int>(standing);
    m_ui.states->setChosen(states);
    m_ui.undated->setChecked(filter.undated);
    m_ui.completed->setChecked(filter.completed);
    showDates();
    m_isShowing = false;
}

void DeliverableFilters::showDates() {
    const DeliverableFilter& filter = m_presenter.filter();
    m_ui.dates->setValue(filter.dates == Dates::Custom ? dateRangeText(filter) : nameOf(filter.dates),
                         filter.dates != Dates::All);
    for (QAction* action : m_ui.dates->menu()->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(filter.dates));
}

void DeliverableFilters::take() {
    if (m_isShowing)
        return;
    DeliverableFilter filter = m_presenter.filter();
    filter.search = m_ui.search->text();
    filter.projects = valuesOf<qint64>(m_ui.projects->chosen());
    filter.clients = valuesOf<QString>(m_ui.clients->chosen());
    filter.people = valuesOf<qint64>(m_ui.people->chosen());
    filter.standings.clear();
    for (const QVariant& standing : m_ui.states->chosen())
        filter.standings.insert(static_cast<Standing>(standing.toInt()));
    filter.undated = m_ui.undated->isChecked();
    filter.completed = m_ui.completed->isChecked();
    m_presenter.setFilter(filter);
}

void DeliverableFilters::clear() {
    m_presenter.setFilter({});
    showFilter();
}

void DeliverableFilters::useDates(Dates dates) {
    DeliverableFilter filter = m_presenter.filter();
    filter.dates = dates;
    filter.from.reset();
    filter.to.reset();
    m_presenter.setFilter(filter);
    showDates();
}

void DeliverableFilters::askForDates() {
    const DeliverableFilter& now = m_presenter.filter();
    const QDate today = m_presenter.today();
    auto* dialog = new DateRangeDialog(now.from.value_or(today), now.to.value_or(today.addDays(90)),
                                       m_ui.dates->window());
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        DeliverableFilter filter = m_presenter.filter();
        filter.dates = Dates::Custom;
        filter.from = dialog->from();
        filter.to = dialog->to();
        m_presenter.setFilter(filter);
    });
    connect(dialog, &QDialog::finished, this, &DeliverableFilters::showDates);
    dialog->open();
}

void DeliverableFilters::askForName() {
    auto* dialog = new QInputDialog(m_ui.saved->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save filter"));
    dialog->setLabelText(tr("Name of the filter:"));
    dialog->setOkButtonText(tr("Save"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        if (const QString trimmed = name.trimmed(); !trimmed.isEmpty())
            m_presenter.saveFilter(trimmed);
    });
    dialog->open();
}

} // namespace milepost
