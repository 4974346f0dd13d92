// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "postgresserver.h"

#include "storage/database.h"
#include "storage/postgres.h"

#include <csignal>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace milepost::test {

using namespace Qt::StringLiterals;

namespace {

const QString k_programs = u"/usr/lib/postgresql/15/bin/"_s;

/// Whose name the server runs under; null when that is our own.
const passwd* otherUser() {
    if (::getuid() != 0)
        return nullptr;
    const passwd* user = ::getpwnam("postgres");
    return user != nullptr ? user : ::getpwnam("nobody");
}

void giveAway(const QString& path) {
    if (const passwd* user = otherUser())
        QCOMPARE(::chown(QFile::encodeName(path).constData(), user->pw_uid, user->pw_gid), 0);
}

} // namespace

bool PostgresServer::isInstalled() {
    return QFileInfo::exists(k_programs + u"initdb"_s) && postgres::checkDriver(QString()).has_value();
}

std::unique_ptr<PostgresServer> PostgresServer::start() {
    std::unique_ptr<PostgresServer> server(new PostgresServer);
    // Not in TMPDIR: that is private to our own user, and a socket's path is short.
    server->m_dir = std::make_unique<QTemporaryDir>(u"/tmp/milepost-pg.XXXXXX"_s);
    giveAway(server->m_dir->path());
    const QString passwordFile = server->m_dir->filePath(u"first"_s);
    QFile file(passwordFile);
    if (!file.open(QIODevice::WriteOnly) || file.write(k_password.toUtf8() + '\n') < 0)
        return nullptr;
    file.close();
    giveAway(passwordFile);
    const bool made =
        server->run(u"initdb"_s, {u"-D"_s, server->m_dir->filePath(u"data"_s), u"-U"_s, u"milepost"_s,
                                  u"-A"_s, u"scram-sha-256"_s, u"-E"_s, u"UTF8"_s, u"--locale=C.UTF-8"_s,
                                  u"-N"_s, u"--pwfile="_s + passwordFile});
    QFile::remove(passwordFile);
    return made && server->listen() ? std::move(server) : nullptr;
}

PostgresServer::~PostgresServer() {
    if (m_server)
        kill();
}

void PostgresServer::asUser(QProcess& process) const {
    process.setWorkingDirectory(m_dir->path());
    const passwd* user = otherUser();
    const uid_t uid = user != nullptr ? user->pw_uid : 0;
    const gid_t gid = user != nullptr ? user->pw_gid : 0;
    process.setChildProcessModifier([uid, gid] {
        if (uid != 0 && (::setgroups(0, nullptr) != 0 || ::setgid(gid) != 0 || ::setuid(uid) != 0))
            ::_exit(1);
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT); // a test that is killed leaves no server behind
    });
}

bool PostgresServer::run(const QString& program, const QStringList& arguments) {
    QProcess process;
    asUser(process);
    process.start(k_programs + program, arguments);
    const bool ended = process.waitForFinished(60'000) && process.exitCode() == 0;
    if (!ended)
        qWarning().noquote() << program << process.readAllStandardError();
    return ended;
}

bool PostgresServer::listen() {
    m_server = std::make_unique<QProcess>();
    asUser(*m_server);
    // Errors of statements are not logged: nobody empties the pipe while a test runs.
    m_server->setProcessChannelMode(QProcess::MergedChannels);
    m_server->start(k_programs + u"postgres"_s,
                    {u"-D"_s, m_dir->filePath(u"data"_s), u"-k"_s, m_dir->path(), u"-F"_s, u"-c"_s,
                     u"listen_addresses="_s, u"-c"_s, u"shared_buffers=16MB"_s, u"-c"_s,
                     u"log_min_messages=log"_s});
    QByteArray said;
    while (!said.contains("ready to accept connections")) {
        if (!m_server->waitForReadyRead(30'000)) {
            qWarning().noquote() << said;
            return false;
        }
        said += m_server->readAll();
    }
    return true;
}

StoreAddress PostgresServer::address() const {
    return *StoreAddress::parse(u"host=%1 user=milepost dbname=postgres"_s.arg(m_dir->path()));
}

StorePlace PostgresServer::place(const QString& profile) const {
    return StorePlace::onServer(address(), profile, Redacted(k_password));
}

StorePlace PostgresServer::place(const QString& profile, const QString& user, const QString& password,
                                 const QString& database) const {
    StoreAddress address = this->address();
    address.user = user;
    address.database = database;
    return StorePlace::onServer(address, profile, Redacted(password));
}

void PostgresServer::kill() {
    ::kill(static_cast<pid_t>(m_server->processId()), SIGQUIT);
    m_server->waitForFinished();
    m_server.reset();
}

void PostgresServer::restart() { QVERIFY(listen()); }

void PostgresServer::endLeases(const StorePlace& place) {
    const auto connection = Connection::open(place, Connection::Mode::ReadWrite);
    QVERIFY(connection && connection->run(u"UPDATE leases SET ends = clock_timestamp()"_s));
}

void PostgresServer::cutConnections() const {
    const auto connection = Connection::open(place(u"cutter"_s), Connection::Mode::ReadWrite);
    QVERIFY(connection);
    QVERIFY(connection->run(u"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                            "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"_s));
}

} // namespace milepost::test
