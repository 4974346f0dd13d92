// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/profilelock.h"

#include <cstdio>

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

const QString k_holderArgument = u"--hold"_s;

int holdUntilInputEnds(const QString& path) {
    const auto lock = ProfileLock::take(path, QDateTime::currentDateTimeUtc());
    std::puts(lock ? "held" : "refused");
    std::fflush(stdout);
    while (std::getchar() != EOF)
        continue;
    return lock ? 0 : 1;
}

} // namespace

class TestProfileLock : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"data/prod.lock"_s);
    }

    void oneAtATimeAndAgainAfterwards() {
        {
            const auto lock = ProfileLock::take(m_path, now());
            QVERIFY(lock);
            QVERIFY(!ProfileLock::take(m_path, now()));
            QVERIFY(ProfileLock::owner(m_path));
        }
        QVERIFY(!ProfileLock::owner(m_path));
        QVERIFY(ProfileLock::take(m_path, now()));
    }

    void moveHandsTheLockOn() {
        auto lock = ProfileLock::take(m_path, now());
        const ProfileLock moved = std::move(*lock);
        QVERIFY(!ProfileLock::take(m_path, now()));
    }

    void namesTheOwnerThatStandsInTheWay() {
        QProcess holder;
        startHolder(holder);
        const auto refused = ProfileLock::take(m_path, now().addSecs(7200));
        QVERIFY(!refused);
        QVERIFY(refused.error().kind == Error::Kind::Refused);
        for (const QString& part : {QString::number(holder.processId()), QSysInfo::machineHostName(),
                                    u"since"_s, u"2 h ago"_s, m_path})
            QVERIFY2(refused.error().detail.contains(part), qPrintable(refused.error().detail));
        const auto owner = ProfileLock::owner(m_path);
        QVERIFY(owner);
        QCOMPARE(owner->pid, holder.processId());
        QCOMPARE(owner->host, QSysInfo::machineHostName());
        holder.closeWriteChannel();
        QVERIFY(holder.waitForFinished());
        QVERIFY(ProfileLock::take(m_path, now()));
    }

    void ageAloneNeverBreaksALock() {
        QProcess holder;
        startHolder(holder);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(now().addDays(-30), QFileDevice::FileModificationTime));
        file.close();
        QVERIFY(!ProfileLock::take(m_path, now()));
        QCOMPARE(ProfileLock::owner(m_path)->pid, holder.processId());
        holder.closeWriteChannel();
        QVERIFY(holder.waitForFinished());
    }

    void breaksTheLockOfADeadOwner() {
        QProcess holder;
        startHolder(holder);
        holder.kill();
        QVERIFY(holder.waitForFinished());
        QVERIFY2(QFileInfo::exists(m_path), "the dead owner left its file");
        QVERIFY(!ProfileLock::owner(m_path));
        QVERIFY(ProfileLock::take(m_path, now()));
    }

    void neverBreaksALockOfAnotherComputer() {
        QVERIFY(ProfileLock::take(m_path, now())); // makes the folder
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("999999\nmilepostctl\nelsewhere.example.com\n0123456789abcdef0123456789abcdef\n"
                   "01234567-89ab-cdef-0123-456789abcdef\n");
        file.close();
        const auto refused = ProfileLock::take(m_path, now());
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains(u"elsewhere.example.com"_s),
                 qPrintable(refused.error().detail));
        QCOMPARE(ProfileLock::owner(m_path)->host, u"elsewhere.example.com"_s);
    }

    void standsBesideTheDatabase() {
        QCOMPARE(ProfileLock::besideDatabase(u"/a/b/my.prod.sqlite"_s), u"/a/b/my.prod.lock"_s);
    }

private:
    static QDateTime now() { return QDateTime::currentDateTimeUtc(); }

    void startHolder(QProcess& holder) const {
        holder.start(QCoreApplication::applicationFilePath(), {k_holderArgument, m_path});
        QVERIFY(holder.waitForReadyRead(20'000));
        QCOMPARE(holder.readAllStandardOutput().trimmed(), "held");
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

int main(int argc, char* argv[]) {
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == k_holderArgument)
        return holdUntilInputEnds(arguments[2]);
    TestProfileLock test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_profilelock.moc"
