// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/quoting.h"
#include "doctor/requestpack.h"
#include "domain/permissions.h"

#include <random>

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

AccessRequest sample() {
    AccessRequest request;
    request.asker = u"Ada"_s;
    request.product = u"Milepost"_s;
    request.profile.name = u"prod"_s;
    request.profile.tenantId = u"contoso.example"_s;
    request.profile.clientId = u"11111111-2222-4333-8444-555555555555"_s;
    request.profile.mailbox = u"projects@contoso.example"_s;
    request.forbiddenMailbox = u"vault@contoso.example"_s;
    request.profile.trackerUrl = u"https://tracker.example"_s;
    request.principalId = u"99999999-2222-4333-8444-555555555555"_s;
    return request;
}

AccessRequest hostile(const QString& value) {
    AccessRequest request = sample();
    for (QString* field : {&request.asker, &request.product, &request.principalId, &request.profile.tenantId,
                           &request.profile.clientId, &request.profile.mailbox, &request.forbiddenMailbox,
                           &request.profile.calendarName, &request.profile.trackerUrl})
        *field = value;
    return request;
}

/// What is left of a script when its strings and comments are taken out: it must not depend on any value.
QString skeleton(const QString& script, bool isPowerShell) {
    static const QString curly = u"\u2018\u2019\u201A\u201B"_s;
    const auto isSingle = [&](QChar c) { return c == u'\'' || (isPowerShell && curly.contains(c)); };
    const QChar escape = isPowerShell ? u'`' : u'\\';
    QString left;
    for (qsizetype at = 0; at < script.size(); ++at) {
        const QChar c = script.at(at);
        if (c == u'#' && (at == 0 || script.at(at - 1).isSpace())) {
            while (at + 1 < script.size() && script.at(at + 1) != u'\n')
                ++at;
        } else if (isSingle(c)) {
            for (++at; at < script.size(); ++at) {
                if (!isSingle(script.at(at)))
                    continue;
                if (isPowerShell && at + 1 < script.size() && isSingle(script.at(at + 1)))
                    ++at;
                else
                    break;
            }
            if (!left.endsWith(u'S'))
                left += u'S';
        } else if (c == u'"') {
            for (++at; at < script.size() && script.at(at) != u'"'; ++at)
                if (script.at(at) == escape)
                    ++at;
            left += u'D';
        } else if (c == escape && at + 1 < script.size() && script.at(at + 1) == u'\'') {
            ++at; // between two pieces of a shell's word
        } else {
            left += c;
        }
    }
    return left;
}

QStringList elementsOf(const QString& html, QString* text = nullptr) {
    QStringList elements;
    QXmlStreamReader reader(html);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement)
            elements << reader.name().toString();
        else if (reader.isCharacters() && text != nullptr)
            *text += reader.text();
    }
    return reader.hasError() ? QStringList{reader.errorString()} : elements;
}

/// The lines that Markdown reads as more than text.
QStringList structureOf(const QString& markdown) {
    static const QRegularExpression mark(u"^(#+ |\\| |- |`{3,}|> |\\d+\\. |={3,}|    )"_s);
    QStringList marks;
    bool inCode = false;
    for (const QString& line : markdown.split(u'\n')) {
        const bool isFence = line.startsWith(u"```"_s);
        inCode = isFence ? !inCode : inCode;
        if (!inCode && mark.match(line).hasMatch())
            marks << mark.match(line).captured().left(3).trimmed();
    }
    return marks;
}

std::vector<QString> hostileValues() {
    std::vector<QString> values{u"o'neil"_s,
                                u"a\"b"_s,
                                u"$(touch x)`touch x`"_s,
                                u"<script>alert(1)</script>"_s,
                                u"line\nRemove-Item -Recurse /\n# x"_s,
                                u"\u2018; Remove-Item x; \u2019"_s,
                                u"```\n# heading"_s,
                                u"'; rm -rf /; '"_s,
                                u"@CLIENT@ %1 %2 @TENANT@"_s,
                                u"| a | b |"_s,
                                u"\\"_s,
                                u"]]>&amp;<!--"_s,
                                u"\u202Egnp.exe"_s,
                                u"tab\tend"_s};
    std::mt19937 random(11);
    const QString letters = u"'\"`$\\<>&|;()#@%\n\r\t \u2019\u201B\u201Cab1{}[]!*_-"_s;
    for (int round = 0; round < 60; ++round) {
        QString value;
        for (auto length = 1 + random() % 24; length > 0; --length)
            value += letters.at(
                static_cast<qsizetype>(random() % static_cast<std::mt19937::result_type>(letters.size())));
        values.push_back(value);
    }
    return values;
}

QString fileOf(const AccessRequest& request, const QString& name) {
    for (const PackFile& file : requestPack(request))
        if (file.name == name)
            return file.text;
    return {};
}

} // namespace

/// What another admin gets is what was asked, whatever the names are.
class TestRequestPack : public QObject {
    Q_OBJECT

private slots:
    void saysWhatIsAskedAndHow();
    void aPackWithoutAnAppYetMakesOne();
    void noValueBreaksOutOfItsPlace();
    void theShellReadsTheValueBack();
    void scriptsAreWellFormed();
    void valuesAreFilledInOnce();
};

void TestRequestPack::saysWhatIsAskedAndHow() {
    const AccessRequest request = sample();
    QString html;
    QVERIFY(elementsOf(fileOf(request, u"request.html"_s), &html).contains(u"table"_s));
    for (const GraphPermission& permission : graphPermissions()) {
        const QString name = QString::fromLatin1(permission.name);
        QVERIFY2(html.contains(name), permission.name);
        QCOMPARE(fileOf(request, u"entra.ps1"_s).contains(QString::fromLatin1(permission.roleId)),
                 permission.isNeeded);
        QCOMPARE(fileOf(request, u"entra.sh"_s).contains(QString::fromLatin1(permission.roleId) + u"=Role"_s),
                 permission.isNeeded);
    }
    for (const QString& part : {u"Ada"_s, request.profile.mailbox, u"How to verify"_s, u"How to revoke"_s,
                                u"GET /users?$filter=mail eq"_s, request.profile.clientId,
                                u"https://login.microsoftonline.com/contoso.example/adminconsent?client_id="
                                "11111111-2222-4333-8444-555555555555"_s,
                                u"New-ManagementRoleAssignment"_s, u"New-ApplicationAccessPolicy"_s})
        QVERIFY2(html.contains(part), qPrintable(part));
    QVERIFY(fileOf(request, u"exchange.ps1"_s).contains(u"'99999999-2222-4333-8444-555555555555'"_s));
    QVERIFY(fileOf(request, u"verify.ps1"_s).contains(u"-Resource 'vault@contoso.example'"_s));
    QVERIFY(fileOf(request, u"revoke.ps1"_s).contains(u"Remove-ManagementRoleAssignment"_s));
}

void TestRequestPack::aPackWithoutAnAppYetMakesOne() {
    AccessRequest request = sample();
    request.profile.clientId.clear();
    request.principalId.clear();
    QCOMPARE(consentPage(request.profile), QString());
    QVERIFY(fileOf(request, u"README.md"_s).contains(u"to be created"_s));
    QVERIFY(fileOf(request, u"entra.sh"_s).contains(u"client=''"_s));
    request.profile.cloud = Cloud::UsGov;
    QVERIFY(fileOf(request, u"entra.ps1"_s).contains(u"-Environment 'USGov'"_s));
    QVERIFY(fileOf(request, u"exchange.ps1"_s).contains(u"O365USGovGCCHigh"_s));
    QVERIFY(fileOf(request, u"entra.sh"_s).contains(u"AzureUSGovernment"_s));
}

void TestRequestPack::noValueBreaksOutOfItsPlace() {
    const auto plain = requestPack(hostile(u"x"_s));
    for (const QString& value : hostileValues()) {
        const auto pack = requestPack(hostile(value));
        QCOMPARE(pack.size(), plain.size());
        for (size_t at = 0; at < pack.size(); ++at) {
            const PackFile& file = pack.at(at);
            const QByteArray where = (file.name + u": "_s + value).toUtf8();
            if (file.name.endsWith(u".html"_s))
                QVERIFY2(elementsOf(file.text) == elementsOf(plain.at(at).text), where.constData());
            else if (file.name.endsWith(u".md"_s))
                QVERIFY2(structureOf(file.text) == structureOf(plain.at(at).text), where.constData());
            else
                QVERIFY2(skeleton(file.text, file.name.endsWith(u".ps1"_s)) ==
                             skeleton(plain.at(at).text, file.name.endsWith(u".ps1"_s)),
                         where.constData());
            QVERIFY2(!file.text.contains(u"<script"_s) || !file.name.endsWith(u".html"_s), where.constData());
        }
    }
}

void TestRequestPack::theShellReadsTheValueBack() {
    for (const QString& value : hostileValues()) {
        QString expected = value;
        expected.remove(u'\r').remove(u'\u202E');
        QProcess shell;
        shell.start(u"sh"_s, {u"-c"_s, u"v="_s + shellQuoted(value) + u"; printf %s \"$v\""_s});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), expected);
        QString text;
        QCOMPARE(elementsOf(u"<p title=\"%1\">%1</p>"_s.arg(htmlEscaped(value)), &text), QStringList{u"p"_s});
        QCOMPARE(text, expected);
        // PowerShell ends a string at any kind of single quote that is not doubled.
        const QString quoted = powershellQuoted(value);
        QCOMPARE(skeleton(quoted, true), u"S"_s);
    }
}

void TestRequestPack::scriptsAreWellFormed() {
    const QTemporaryDir folder;
    const QString pwsh = QStandardPaths::findExecutable(u"pwsh"_s);
    if (pwsh.isEmpty())
        qWarning("LEFT OUT: PowerShell's own syntax check, pwsh is not installed here");
    for (const AccessRequest& request : {sample(), hostile(u"'; $x \"`<"_s)})
        for (const PackFile& file : requestPack(request)) {
            const QString path = folder.filePath(file.name);
            QFile written(path);
            QVERIFY(written.open(QIODevice::WriteOnly | QIODevice::Truncate));
            written.write(file.text.toUtf8());
            written.close();
            QProcess check;
            if (file.name.endsWith(u".sh"_s))
                check.start(u"bash"_s, {u"-n"_s, path});
            else if (file.name.endsWith(u".ps1"_s) && !pwsh.isEmpty())
                check.start(pwsh, {u"-NoProfile"_s, u"-Command"_s,
                                   u"$e = $null; [void][System.Management.Automation.Language.Parser]::"
                                   "ParseFile('%1', [ref]$null, [ref]$e); exit $e.Count"_s.arg(path)});
            else
                continue;
            QVERIFY(check.waitForFinished(60'000));
            const QByteArray said = file.name.toUtf8() + check.readAllStandardError();
            QVERIFY2(check.exitCode() == 0, said.constData());
        }
}

void TestRequestPack::valuesAreFilledInOnce() {
    QCOMPARE(requestpack::filled(u"@A@ and @B@, @C@"_s, {{u"A"_s, u"@B@"_s}, {u"B"_s, u"b"_s}}),
             u"@B@ and b, @C@"_s);
}

QTEST_GUILESS_MAIN(TestRequestPack)
#include "tst_requestpack.moc"
