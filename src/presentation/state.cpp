// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/state.h"

#include "base/clock.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// lupdate looks for tr() of a class: it finds no text within a function or a macro of that name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::State)
};

int rank(State state) {
    switch (state) {
    case State::Failed:
        return 4;
    case State::Unknown:
        return 3;
    case State::Warning:
        return 2;
    case State::Ok:
        return 1;
    case State::Skipped:
        return 0;
    }
    return 0;
}

} // namespace

QString stateWord(State state) {
    switch (state) {
    case State::Ok:
        return Texts::tr("OK");
    case State::Warning:
        return Texts::tr("Warning");
    case State::Failed:
        return Texts::tr("Failed");
    case State::Unknown:
        return Texts::tr("Unknown");
    case State::Skipped:
        return Texts::tr("Skipped");
    }
    return {};
}

QString stateIcon(State state) {
    switch (state) {
    case State::Ok:
        return u"state-ok"_s;
    case State::Warning:
        return u"state-warning"_s;
    case State::Failed:
        return u"state-failed"_s;
    case State::Unknown:
        return u"state-unknown"_s;
    case State::Skipped:
        return u"state-skipped"_s;
    }
    return {};
}

Role stateRole(State state) {
    switch (state) {
    case State::Ok:
        return Role::Success;
    case State::Warning:
        return Role::Warning;
    case State::Failed:
        return Role::Danger;
    case State::Unknown:
    case State::Skipped:
        return Role::TextMuted;
    }
    return Role::TextMuted;
}

State worse(State a, State b) { return rank(a) >= rank(b) ? a : b; }

Finding Finding::failed(const Error& error, const QDateTime& atUtc) {
    return {State::Failed, diagnose(error).title, atUtc, error};
}

QString shortTime(const QDateTime& utc) {
    const QLocale locale;
    static const QRegularExpression seconds(u"[^a-zA-Z]?s{1,2}"_s);
    const bool isPlain = locale.language() == QLocale::C; // its short form has seconds, and odd ones
    const QString format =
        isPlain ? u"HH:mm"_s : locale.timeFormat(QLocale::ShortFormat).remove(seconds).trimmed();
    return locale.toString(utc.toLocalTime().time(), format);
}

QString detailsLine(const Error& error, const QDateTime& atUtc) {
    QStringList facts;
    if (error.httpStatus != 0)
        facts << QString::number(error.httpStatus);
    if (!error.code.isEmpty())
        facts << error.code;
    QString line = facts.join(u' ');
    if (atUtc.isValid())
        line += (line.isEmpty() ? QString() : u", "_s) + atUtc.toLocalTime().time().toString(Qt::ISODate);
    if (!error.requestId.isEmpty())
        line += u" · "_s + Texts::tr("request id %1").arg(error.requestId);
    return line;
}

QString supportText(const Error& error, const QDateTime& atUtc) {
    QString text = u"Time: %1\nStage: %2\nStatus: %3\nCode: %4\nRequest id: %5\n"_s.arg(
        toIsoUtc(atUtc), toString(error.stage), QString::number(error.httpStatus), error.code,
        error.requestId);
    if (!error.message.isEmpty())
        text += u"Message: "_s + error.message + u'\n';
    if (!error.detail.isEmpty())
        text += u"Detail: "_s + error.detail + u'\n';
    for (const QString& fact : knownBeside(error))
        text += u"Known: "_s + fact + u'\n';
    return text;
}

QString whoText(const QString& who) {
    if (who == u"exchange-admin")
        return Texts::tr("an Exchange administrator");
    if (who == u"tracker-admin")
        return Texts::tr("the tracker's administrator");
    if (who == u"network-admin")
        return Texts::tr("whoever runs the network");
    if (who == u"microsoft")
        return Texts::tr("Microsoft");
    if (who == u"wait")
        return Texts::tr("nobody, it passes");
    return Texts::tr("you");
}

} // namespace milepost
