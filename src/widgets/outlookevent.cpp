// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/outlookevent.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QLocale>
#include <QPainter>
#include <QTextLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_bar = 5;
constexpr int k_padding = 12;
constexpr int k_icon = 16;
constexpr int k_row = 24;

QFont subjectFont() {
    QFont font = Theme::font(Theme::Text::Body);
    font.setWeight(QFont::DemiBold);
    return font;
}

/// Addresses look like links, as they do in Outlook.
QList<QTextLayout::FormatRange> linksIn(const QString& text) {
    QList<QTextLayout::FormatRange> links;
    for (qsizetype at = text.indexOf(u"http"_s); at >= 0; at = text.indexOf(u"http"_s, at + 1)) {
        if (!QStringView(text).mid(at).startsWith(u"https://") &&
            !QStringView(text).mid(at).startsWith(u"http://"))
            continue;
        qsizetype end = at;
        while (end < text.size() && !text[end].isSpace())
            ++end;
        QTextCharFormat format;
        format.setForeground(Theme::colour(Role::Accent));
        format.setFontUnderline(true);
        links.append({static_cast<int>(at), static_cast<int>(end - at), format});
    }
    return links;
}

int drawWrapped(QPainter* painter, const QRect& place, const QString& text, const QFont& font,
                const QColor& colour) {
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.setFormats(linksIn(text));
    layout.beginLayout();
    qreal height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(place.width());
        line.setPosition({0, height});
        height += line.height() + 2;
    }
    layout.endLayout();
    if (painter != nullptr) {
        painter->setPen(colour);
        layout.draw(painter, place.topLeft());
    }
    return static_cast<int>(std::ceil(height));
}

} // namespace

OutlookEvent::OutlookEvent(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void OutlookEvent::setEvent(const std::optional<Shown>& event, const QString& why) {
    m_event = event;
    m_why = why;
    const QString date = event ? dayText() + u' ' + restOfDateText() : QString();
    setAccessibleName(event ? tr("Event: %1").arg(event->content.subject) : why);
    setAccessibleDescription(
        event ? QStringList{date, event->calendar, showAsText(), event->content.body}.join(u'\n')
              : QString());
    // Dates, calendars and people stand in a line each, which may be too short.
    setToolTip(
        event ? QStringList{date, event->calendar, tr("%1 · nobody invited").arg(showAsText())}.join(u'\n')
              : QString());
    updateGeometry();
    update();
}

QString OutlookEvent::dayText() const {
    //: The part of a date that a move changes first: weekday and day. See QDate::toString().
    return QLocale().toString(m_event->content.date, tr("ddd d"));
}

QString OutlookEvent::restOfDateText() const {
    const QString month = QLocale().toString(m_event->content.date, tr("MMM yyyy"));
    if (m_event->content.days > 1)
        return tr("%1, %n day(s)", nullptr, m_event->content.days).arg(month);
    return m_event->content.allDay ? tr("%1, all day").arg(month) : month;
}

QString OutlookEvent::showAsText() const {
    switch (m_event->content.showAs) {
    case ShowAs::Free:
        return tr("Free");
    case ShowAs::Tentative:
        return tr("Tentative");
    case ShowAs::Busy:
        return tr("Busy");
    case ShowAs::Oof:
        return tr("Out of office");
    case ShowAs::WorkingElsewhere:
        return tr("Working elsewhere");
    }
    return {};
}

int OutlookEvent::compose(QPainter* painter, int width) const {
    const QFont body = Theme::font(Theme::Text::Body);
    QRect place(k_bar + k_padding, k_padding, width - k_bar - 2 * k_padding, 0);
    if (!m_event)
        return place.top() + drawWrapped(painter, place, m_why, body, Theme::colour(Role::TextMuted)) +
               k_padding;
    const Role mark = m_event->isOld ? Role::DangerSoft : Role::SuccessSoft;
    const Role markText = m_event->isOld ? Role::Danger : Role::Success;
    const auto isMarked = [this](Field field) { return m_event->changed.contains(field); };
    const int subject = drawWrapped(nullptr, place, m_event->content.subject, subjectFont(), {});
    if (painter != nullptr && isMarked(Field::Subject))
        painter->fillRect(place.adjusted(-4, -2, 4, subject), Theme::colour(mark));
    drawWrapped(painter, place, m_event->content.subject, subjectFont(), Theme::colour(Role::Text));
    int y = place.top() + subject + 6;
    const auto row = [&](const QString& iconName, const QString& marked, const QString& text) {
        if (painter != nullptr) {
            const QRect line(place.left(), y, place.width(), k_row);
            painter->drawPixmap(line.left(), line.center().y() - k_icon / 2 + 1,
                                iconPixmap(iconName, Theme::colour(Role::TextMuted), k_icon,
                                           painter->device()->devicePixelRatioF()));
            int x = line.left() + k_icon + 8;
            if (!marked.isEmpty()) {
                painter->setFont(subjectFont());
                const QRect box(x - 3, line.top() + 2, painter->fontMetrics().horizontalAdvance(marked) + 6,
                                line.height() - 4);
                painter->setPen(Qt::NoPen);
                painter->setBrush(Theme::colour(mark));
                painter->drawRoundedRect(box, 2, 2);
                painter->setPen(Theme::colour(markText));
                painter->drawText(box, Qt::AlignCenter, marked);
                x = box.right() + 5;
            }
            painter->setFont(body);
            painter->setPen(Theme::colour(Role::Text));
            const QRect rest(x, line.top(), line.right() - x, line.height());
            painter->drawText(rest, Qt::AlignVCenter,
                              painter->fontMetrics().elidedText(text, Qt::ElideRight, rest.width()));
        }
        y += k_row;
    };
    const bool isMoved = isMarked(Field::Date);
    row(u"calendar"_s, isMoved ? dayText() : QString(),
        isMoved ? restOfDateText() : dayText() + u' ' + restOfDateText());
    row(u"mailbox"_s, {}, m_event->calendar);
    row(u"person"_s, isMarked(Field::ShowAs) ? showAsText() : QString(),
        isMarked(Field::ShowAs) ? tr("nobody invited") : tr("%1 · nobody invited").arg(showAsText()));
    y += 6;
    if (painter != nullptr)
        painter->fillRect(place.left(), y, place.width(), 1, Theme::colour(Role::Border));
    return y + 8 + drawBody(painter, {place.left(), y + 8, place.width(), 0}) + k_padding;
}

int OutlookEvent::drawBody(QPainter* painter, const QRect& place) const {
    int height = 0;
    for (const QString& line : m_event->content.body.trimmed().split(u'\n')) {
        if (line.trimmed().isEmpty()) {
            height += 8;
            continue;
        }
        height += drawWrapped(painter, place.translated(0, height), line, Theme::font(Theme::Text::Body),
                              Theme::colour(Role::Text));
    }
    return height;
}

QSize OutlookEvent::sizeHint() const { return {248, compose(nullptr, 248)}; }

QSize OutlookEvent::minimumSizeHint() const { return {200, 60}; }

int OutlookEvent::heightForWidth(int width) const { return compose(nullptr, width); }

void OutlookEvent::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::colour(Role::Border), 1));
    painter.setBrush(Theme::colour(Role::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.fillRect(QRect(0, 0, k_bar, height()), Theme::colour(m_event ? Role::Accent : Role::Border));
    painter.setBrush(Qt::NoBrush);
    compose(&painter, width());
}

} // namespace milepost
