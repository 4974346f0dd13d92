// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pseudorules.h"

#include "paintedtexts.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QGroupBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTabBar>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QToolTip>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_mostRows = 400; // of a model; the rest is like them

/// Whose texts are no words of ours.
bool isForeign(const QWidget* widget) {
    static const QStringList names{
        u"errorFacts"_s,    // what Microsoft's support gets, in English
        u"request"_s,       // the request as it is sent
        u"pastedError"_s,   // what somebody pasted
        u"chapter"_s,       // the README, written in English
        u"chapters"_s,      // its headings
        u"timeZone"_s,      // Windows' names
        u"scopeCommands"_s, // PowerShell
        u"bodyTemplate"_s,  u"subjectTemplate"_s,
        u"bundleFiles"_s, // names of files
        u"bundleFound"_s, // the same
    };
    for (; widget != nullptr; widget = widget->parentWidget())
        if (names.contains(widget->objectName()))
            return true;
    return false;
}

QString nameOf(const QWidget* widget) {
    if (widget == nullptr)
        return u"nobody"_s;
    QString name = QString::fromLatin1(widget->metaObject()->className());
    for (const QWidget* at = widget; at != nullptr; at = at->parentWidget())
        if (!at->objectName().isEmpty() && !at->objectName().startsWith(u"qt_"))
            return name + u' ' + at->objectName();
    return name;
}

QString plain(const QString& text) {
    return Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
}

/// Collects what is said of each widget.
class Listener {
public:
    QStringList wrong;

    void hear(const QWidget* widget, const char* what, const QString& text) {
        const bool isShortened =
            text.endsWith(u'…') && widget->toolTip().startsWith(text.chopped(1).trimmed());
        if (const QString complaint = complaintAbout(text); !complaint.isEmpty() && !isShortened)
            wrong << u"%1, %2: %3: %4"_s.arg(nameOf(widget), QLatin1String(what), complaint, text);
    }

    void ask(QWidget& widget) {
        hear(&widget, "tooltip", plain(widget.toolTip()));
        hear(&widget, "name", widget.accessibleName());
        hear(&widget, "description", widget.accessibleDescription());
        if (widget.isWindow())
            hear(&widget, "title", widget.windowTitle());
        for (const QAction* action : widget.actions())
            askAction(widget, *action);
        askWords(widget);
        if (auto* view = qobject_cast<QAbstractItemView*>(&widget); view && view->model())
            askModel(widget, *view->model(), {});
    }

private:
    void askAction(const QWidget& widget, const QAction& action) {
        hear(&widget, "action", action.text());
        // Without one of its own an action takes its text.
        hear(&widget, "action's tooltip", action.toolTip());
    }

    void askWords(QWidget& widget) {
        if (const auto* label = qobject_cast<QLabel*>(&widget))
            hear(&widget, "text", plain(label->text()));
        if (const auto* button = qobject_cast<QAbstractButton*>(&widget))
            hear(&widget, "text", button->text());
        if (const auto* line = qobject_cast<QLineEdit*>(&widget))
            hear(&widget, "placeholder", line->placeholderText());
        if (const auto* edit = qobject_cast<QPlainTextEdit*>(&widget))
            hear(&widget, "placeholder", edit->placeholderText());
        if (const auto* group = qobject_cast<QGroupBox*>(&widget))
            hear(&widget, "title", group->title());
        if (const auto* tabs = qobject_cast<QTabBar*>(&widget))
            for (int i = 0; i < tabs->count(); ++i)
                hear(&widget, "tab", tabs->tabText(i));
        if (const auto* box = qobject_cast<QComboBox*>(&widget))
            for (int i = 0; i < box->count(); ++i)
                hear(&widget, "choice", box->itemText(i));
        if (auto* button = qobject_cast<QToolButton*>(&widget); button && button->menu())
            for (const QAction* action : button->menu()->actions())
                askAction(widget, *action);
    }

    void askModel(const QWidget& widget, const QAbstractItemModel& model, const QModelIndex& parent) {
        for (int column = 0; column < model.columnCount(parent) && !parent.isValid(); ++column)
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                hearValue(widget, "header", model.headerData(column, Qt::Horizontal, role));
        for (int row = 0; row < std::min(k_mostRows, model.rowCount(parent)); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column)
                // Beyond the standard roles: what delegates paint as a second line or beside it.
                for (const int role :
                     {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole),
                      int(Qt::AccessibleDescriptionRole), int(Qt::StatusTipRole)})
                    hearValue(widget, "row", model.index(row, column, parent).data(role));
            askModel(widget, model, model.index(row, 0, parent));
        }
    }

    void hearValue(const QWidget& widget, const char* what, const QVariant& value) {
        if (value.typeId() == QMetaType::QString)
            hear(&widget, what, plain(value.toString()));
    }
};

bool isElided(const QString& text) { return text.endsWith(u'…'); }

/// Rows and forms that are scrolled may be cut at the top and at the bottom.
bool isScrolled(const QWidget* widget) {
    for (; widget != nullptr; widget = widget->parentWidget())
        if (qobject_cast<const QAbstractScrollArea*>(widget->parentWidget()) != nullptr)
            return true;
    return false;
}

/// A list scrolls with its header.
bool scrollsAside(const QWidget* widget) {
    for (; widget != nullptr; widget = widget->parentWidget())
        if (const auto* area = qobject_cast<const QAbstractScrollArea*>(widget))
            if (area->horizontalScrollBar()->maximum() > 0)
                return true;
    return false;
}

bool isCut(const PaintedText& text) {
    if (isScrolled(text.by) && !text.seen.intersects(text.place))
        return false;
    const bool isCutAside =
        text.place.left() < text.seen.left() - 1.5 || text.place.right() > text.seen.right() + 1.5;
    // Ascent and descent are of the tallest letters.
    const bool isCutAbove =
        text.place.top() < text.seen.top() - 3 || text.place.bottom() > text.seen.bottom() + 3;
    return (isCutAside && !scrollsAside(text.by)) || (isCutAbove && !isScrolled(text.by));
}

/// A button says what it does: only these may say less of it than all, each for its reason.
bool mayShorten(const QWidget& button) {
    static const QStringList names{
        u"profileMenu"_s,    u"createCalendar"_s, // hold names of any length
        u"signInState"_s,    u"trackerState"_s,   // a state's shape comes first
        u"errorDetails"_s,                        // opens the facts that it begins with
        u"listButton"_s,     u"monthButton"_s,
        u"requestsButton"_s,                // have icons; the month's name stays whole
        u"discard"_s,        u"testStep"_s, // beside the steps in the smallest window
    };
    return names.contains(button.objectName()) || button.objectName().startsWith(u"errorAction"_s);
}

/// Elided on purpose: whoever points at it is told the rest.
bool isToldByPointing(const PaintedText& text, const QWidget& window) {
    const QString begin = text.text.left(text.text.lastIndexOf(u'…')).trimmed();
    const QPoint there = text.by->mapFrom(&window, text.place.center().toPoint());
    QToolTip::showText(QPoint(), u"-"_s); // not what was said before
    QHelpEvent help(QEvent::ToolTip, there, text.by->mapToGlobal(there));
    QCoreApplication::sendEvent(text.by, &help);
    return plain(QToolTip::text()).simplified().contains(begin.simplified());
}

} // namespace

QString inGreek(const QString& text) {
    static const QString greek = u"αβξδεφγηισκλμνοπχρστυωωξυζ"_s;
    QString said = text;
    for (QChar& c : said)
        if (c >= u'a' && c <= u'z')
            c = greek[c.unicode() - u'a'];
        else if (c >= u'A' && c <= u'Z')
            c = greek[c.unicode() - u'A'].toUpper();
    return said;
}

QString complaintAbout(const QString& text) {
    // Addresses and their ends, ids, causes, names in braces, file patterns, keys.
    static const QRegularExpression data(
        u"https?:[^\\s\"”]*|[0-9.]*/?projects/"
        u"[0-9]+|[0-9a-f]{8}(-[0-9a-f]{1,12})+|[a-z]+(-[a-z]+)+|"
        "[A-Z]+(_[A-Z]+)+|\\{[a-z]+\\}|\\([^()]*\\*[^()]*\\)|\\b(Ctrl\\+.|F[0-9]+)$"_s);
    static const QRegularExpression latin(u"[A-Za-z]"_s);
    QString rest = text;
    rest.remove(data);
    if (rest.contains(latin))
        return u"not translated"_s;
    if (rest.count(u'[') != rest.count(u']'))
        return u"cut off, or glued together"_s;
    return {};
}

QStringList untranslated(QWidget& window) {
    Listener listener;
    QWidgetList all = window.findChildren<QWidget*>();
    all.prepend(&window);
    for (QWidget* widget : all)
        if (!isForeign(widget) && (widget == &window || widget->isVisibleTo(&window)))
            listener.ask(*widget);
    static const QRegularExpression latin(u"[A-Za-z]"_s);
    for (const PaintedText& text : paintedTexts(window))
        // A line of a wrapped text and an elided one lack a bracket: here only letters count.
        if (!isForeign(text.by) && complaintAbout(text.text) == u"not translated")
            listener.wrong << u"%1, painted: not translated: %2"_s.arg(nameOf(text.by), text.text);
    listener.wrong.removeDuplicates();
    return listener.wrong;
}

QStringList clipped(QWidget& window) {
    QStringList wrong;
    const std::vector<PaintedText> texts = paintedTexts(window);
    for (const PaintedText& text : texts) {
        if (isForeign(text.by) || text.text.trimmed().isEmpty())
            continue;
        // A selection is the same text, painted again within its edges.
        const bool isCutEverywhere = std::ranges::all_of(texts, [&text](const PaintedText& other) {
            return other.by != text.by || other.place != text.place || isCut(other);
        });
        if (isCutEverywhere)
            wrong << u"%1: cut: %2"_s.arg(nameOf(text.by), text.text);
        else if (isElided(text.text) && qobject_cast<QAbstractButton*>(text.by) && !mayShorten(*text.by))
            wrong << u"%1: a button is too narrow: %2"_s.arg(nameOf(text.by), text.text);
        else if (isElided(text.text) && !isToldByPointing(text, window))
            wrong << u"%1: elided: %2; pointing at it says: %3"_s.arg(nameOf(text.by), text.text,
                                                                      plain(QToolTip::text()));
    }
    wrong.removeDuplicates();
    return wrong;
}

} // namespace milepost
