// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/directory.h"

#include "base/jsonreader.h"
#include "graph/batchenvelope.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Answers = std::vector<Result<QJsonObject>>;

/// A value inside a query: an address may hold '&', '+' and '#'.
QByteArray encoded(const QString& text) { return QUrl::toPercentEncoding(text, "$=()',;:/@!*"); }

QByteArray listing(const QString& filter) {
    return "users?$filter=" + encoded(filter) + "&$select=id,displayName,userPrincipalName,mail&$top=10";
}

QByteArray byNameOrMail(const QString& address) {
    const QString text = odataText(address);
    return listing(u"userPrincipalName eq '%1' or mail eq '%1'"_s.arg(text));
}

QByteArray byAlias(const QString& address) {
    const QString text = odataText(address);
    return listing(u"proxyAddresses/any(p:p eq 'smtp:%1' or p eq 'SMTP:%1')"_s.arg(text));
}

QByteArray userUrl(const QString& id, const char* rest) { return mailboxPath(id).toLatin1() + rest; }

TenantUser readUser(JsonReader& reader) {
    TenantUser user;
    user.id = reader.requiredString("id"_L1);
    user.name = reader.string("displayName"_L1);
    user.principalName = reader.string("userPrincipalName"_L1);
    user.mail = reader.string("mail"_L1);
    return user;
}

DirectoryAnswer listed(const Result<QJsonObject>& answer) {
    if (!answer)
        return {{}, answer.error()};
    auto rows = readRows<TenantUser>(answer->value(u"value"_s).toArray(), u"users"_s, readUser);
    if (!answer->value(u"value"_s).isArray() || !rows)
        return {{},
                rows
                    ? makeError(Error::Kind::Malformed, Error::Stage::Graph, u"no list of users"_s, u"json"_s)
                    : rows.error()};
    return {std::move(*rows), std::nullopt};
}

DirectoryAnswer single(const Result<QJsonObject>& answer) {
    if (!answer && answer.error().kind == Error::Kind::NotFound)
        return {};
    if (!answer)
        return {{}, answer.error()};
    JsonReader reader(*answer, u"user"_s);
    TenantUser user = readUser(reader);
    if (reader.fault())
        return {{}, *reader.fault()};
    return {{std::move(user)}, std::nullopt};
}

/// A refusal that every further look-up would meet.
bool isGeneral(const Error& error) {
    return error.kind == Error::Kind::Auth || error.code == u"Authorization_RequestDenied"_s ||
           error.code == u"NoPermissionsInAccessToken"_s;
}

/// The mail attribute is a mailbox's own address; a principal name alone may be somebody else's alias.
bool isSettled(const DirectoryAnswer& answer, const QString& address) {
    return answer.failure || answer.users.size() > 1 ||
           (answer.users.size() == 1 && addressKey(answer.users.front().mail) == addressKey(address));
}

TenantUser::Mailbox mailboxOf(const Result<QJsonObject>& probe) {
    if (probe)
        return TenantUser::Mailbox::Usable;
    switch (probe.error().kind) {
    case Error::Kind::NotFound:
        return TenantUser::Mailbox::Absent;
    case Error::Kind::Forbidden:
        return TenantUser::Mailbox::Barred;
    default:
        return TenantUser::Mailbox::Unknown;
    }
}

class LookUp {
public:
    LookUp(GraphClient& graph, std::stop_token stop) : m_graph(graph), m_stop(std::move(stop)) {}

    Result<DirectoryAnswers> run(const DirectoryQuestion& question) {
        if (const auto found = find(question); !found)
            return std::unexpected(found.error());
        if (const auto found = findAliases(question.addresses); !found)
            return std::unexpected(found.error());
        if (const auto described = describe(question.used); !described)
            return std::unexpected(described.error());
        return std::move(m_answers);
    }
    [[nodiscard]] const LookUpCost& cost() const { return m_cost; }

private:
    Result<void> find(const DirectoryQuestion& question) {
        std::vector<QByteArray> urls;
        for (const QString& id : question.ids)
            urls.push_back(userUrl(id, "?$select=id,displayName,userPrincipalName,mail"));
        for (const QString& address : question.addresses)
            urls.push_back(byNameOrMail(address));
        m_cost.named = std::ssize(urls);
        const auto answers = m_graph.readTogether(urls, m_stop);
        if (!answers)
            return std::unexpected(answers.error());
        for (const auto& answer : *answers)
            if (!answer && isGeneral(answer.error()))
                return std::unexpected(answer.error());
        auto next = answers->begin();
        for (const QString& id : question.ids)
            m_answers[addressKey(id)] = single(*next++);
        for (const QString& address : question.addresses)
            m_answers[addressKey(address)] = listed(*next++);
        return {};
    }

    Result<void> findAliases(const QStringList& addresses) {
        std::vector<QString> open;
        std::ranges::copy_if(addresses, std::back_inserter(open), [this](const QString& address) {
            return !isSettled(m_answers.at(addressKey(address)), address);
        });
        std::vector<QByteArray> urls;
        for (const QString& address : open)
            urls.push_back(byAlias(address));
        m_cost.aliases = std::ssize(urls);
        const auto answers = m_graph.readTogether(urls, m_stop);
        if (!answers)
            return std::unexpected(answers.error());
        for (size_t i = 0; i < open.size(); ++i) {
            DirectoryAnswer more = listed((*answers)[i]);
            // Without User.Read.All nobody's aliases are seen; what was found by name stands.
            DirectoryAnswer& answer = m_answers[addressKey(open[i])];
            answer.aliasesHidden = more.failure && more.failure->kind == Error::Kind::Forbidden;
            if (answer.aliasesHidden)
                continue;
            answer.failure = more.failure;
            for (TenantUser& user : more.users)
                if (std::ranges::find(answer.users, user.id, &TenantUser::id) == answer.users.end())
                    answer.users.push_back(std::move(user));
        }
        return {};
    }

    /// Account and mailbox of everybody who was found, each user once.
    Result<void> describe(const std::set<QString>& used) {
        std::map<QString, std::vector<TenantUser*>> users;
        for (auto& [key, answer] : m_answers)
            for (TenantUser& user : answer.users)
                users[user.id].push_back(&user);
        std::vector<QByteArray> urls;
        for (const auto& [id, places] : users) {
            urls.push_back(userUrl(id, "?$select=id,accountEnabled"));
            if (!used.contains(addressKey(id)))
                urls.push_back(userUrl(id, "/calendar?$select=id"));
        }
        m_cost.described = std::ssize(urls);
        const auto answers = m_graph.readTogether(urls, m_stop);
        if (!answers)
            return std::unexpected(answers.error());
        auto next = answers->begin();
        for (const auto& [id, places] : users) {
            const Result<QJsonObject>& account = *next++;
            const Result<QJsonObject> calendar =
                used.contains(addressKey(id)) ? Result<QJsonObject>(QJsonObject()) : *next++;
            for (TenantUser* user : places) {
                if (account && account->value(u"accountEnabled"_s).isBool())
                    user->enabled = account->value(u"accountEnabled"_s).toBool();
                user->mailbox = account || account.error().kind == Error::Kind::Forbidden
                                    ? mailboxOf(calendar)
                                    : TenantUser::Mailbox::Unknown;
            }
        }
        return {};
    }

    GraphClient& m_graph;
    std::stop_token m_stop;
    DirectoryAnswers m_answers;
    LookUpCost m_cost;
};

} // namespace

int LookUpCost::roundTrips() const {
    constexpr auto k_most = static_cast<qsizetype>(k_mostInBatch) * LaneWidth::k_most;
    qsizetype all = 0;
    for (const qsizetype questions : {named, aliases, described})
        all += (questions + k_most - 1) / k_most;
    return static_cast<int>(all);
}

Result<DirectoryAnswers> lookUp(GraphClient& graph, const DirectoryQuestion& question, std::stop_token stop,
                                LookUpCost* cost) {
    LookUp lookUp(graph, std::move(stop));
    auto answers = lookUp.run(question);
    if (cost != nullptr)
        *cost = lookUp.cost();
    return answers;
}

} // namespace milepost
