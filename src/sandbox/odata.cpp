// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/odata.h"

#include "sandbox/mailbox.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace milepost::sandbox::odata {

struct Filter::Node {
    enum class Kind { And, Or, Not, Compare, Call, Any };
    Kind kind = Kind::Compare;
    QString op; ///< eq, ge, startswith, ..., or the variable of any()
    QString path;
    QVariant literal;
    std::vector<std::shared_ptr<const Node>> children;
};

namespace {

using Node = Filter::Node;
using NodePtr = std::shared_ptr<const Node>;

class Parser final {
public:
    explicit Parser(const QString& text) : m_text(text) {}

    NodePtr whole() {
        NodePtr node = disjunction();
        skipSpace();
        return node && m_at == m_text.size() ? node : nullptr;
    }

private:
    NodePtr disjunction() {
        return chain(u"or"_s, Node::Kind::Or, [this] { return conjunction(); });
    }
    NodePtr conjunction() {
        return chain(u"and"_s, Node::Kind::And, [this] { return factor(); });
    }

    template <class Next> NodePtr chain(const QString& word, Node::Kind kind, Next next) {
        NodePtr left = next();
        while (left && takeWord(word)) {
            NodePtr right = next();
            if (!right)
                return nullptr;
            auto node = std::make_shared<Node>();
            node->kind = kind;
            node->children = {left, right};
            left = node;
        }
        return left;
    }

    NodePtr factor() {
        if (take(u'(')) {
            NodePtr inner = disjunction();
            return inner && take(u')') ? inner : nullptr;
        }
        if (takeWord(u"not"_s)) {
            auto node = std::make_shared<Node>();
            node->kind = Node::Kind::Not;
            node->children = {factor()};
            return node->children.front() ? node : nullptr;
        }
        const QString name = identifier();
        if (name.isEmpty())
            return nullptr;
        if (take(u'('))
            return function(name);
        return comparison(name);
    }

    NodePtr function(const QString& name) {
        const qsizetype slash = name.lastIndexOf(u'/');
        if (slash > 0 && name.mid(slash + 1).compare(u"any"_s, Qt::CaseInsensitive) == 0)
            return any(name.left(slash));
        const QString lower = name.toLower();
        if (lower != u"startswith"_s && lower != u"contains"_s && lower != u"endswith"_s)
            return nullptr;
        auto node = std::make_shared<Node>();
        node->kind = Node::Kind::Call;
        node->op = lower;
        node->path = identifier();
        if (node->path.isEmpty() || !take(u','))
            return nullptr;
        const auto value = literal();
        if (!value || !take(u')'))
            return nullptr;
        node->literal = *value;
        return node;
    }

    NodePtr any(const QString& path) {
        auto node = std::make_shared<Node>();
        node->kind = Node::Kind::Any;
        node->path = path;
        node->op = identifier();
        if (node->op.isEmpty() || !take(u':'))
            return nullptr;
        node->children = {disjunction()};
        return node->children.front() && take(u')') ? node : nullptr;
    }

    NodePtr comparison(const QString& path) {
        static const QStringList operators{u"eq"_s, u"ne"_s, u"gt"_s, u"ge"_s, u"lt"_s, u"le"_s};
        auto node = std::make_shared<Node>();
        node->path = path;
        node->op = identifier();
        if (!operators.contains(node->op))
            return nullptr;
        const auto value = literal();
        if (!value)
            return nullptr;
        node->literal = *value;
        return node;
    }

    std::optional<QVariant> literal() {
        skipSpace();
        if (m_at < m_text.size() && m_text.at(m_at) == u'\'')
            return quoted();
        const qsizetype from = m_at;
        while (m_at < m_text.size() && !m_text.at(m_at).isSpace() && !u"(),"_s.contains(m_text.at(m_at)))
            ++m_at;
        const QString word = m_text.mid(from, m_at - from);
        if (word.isEmpty())
            return std::nullopt;
        if (word == u"true"_s || word == u"false"_s)
            return QVariant(word == u"true"_s);
        if (word == u"null"_s)
            return QVariant(QString());
        if (!word.at(0).isDigit() && word.at(0) != u'-')
            return std::nullopt;
        return QVariant(word);
    }

    std::optional<QVariant> quoted() {
        QString value;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text.at(m_at) != u'\'') {
                value.append(m_text.at(m_at));
            } else if (m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'\'') {
                value.append(u'\'');
                ++m_at;
            } else {
                ++m_at;
                return QVariant(value);
            }
        }
        return std::nullopt;
    }

    QString identifier() {
        skipSpace();
        const qsizetype from = m_at;
        while (m_at < m_text.size() &&
               (m_text.at(m_at).isLetterOrNumber() || u"_/@."_s.contains(m_text.at(m_at))))
            ++m_at;
        return m_text.mid(from, m_at - from);
    }
    bool take(QChar c) {
        skipSpace();
        if (m_at >= m_text.size() || m_text.at(m_at) != c)
            return false;
        ++m_at;
        return true;
    }
    bool takeWord(const QString& word) {
        const qsizetype before = m_at;
        if (identifier() == word && m_at < m_text.size() &&
            (m_text.at(m_at).isSpace() || m_text.at(m_at) == u'('))
            return true;
        m_at = before;
        return false;
    }
    void skipSpace() {
        while (m_at < m_text.size() && m_text.at(m_at).isSpace())
            ++m_at;
    }

    QString m_text;
    qsizetype m_at = 0;
};

int compare(const QVariant& value, const QVariant& literal) {
    if (value.typeId() == QMetaType::QDateTime) {
        QDateTime instant = QDateTime::fromString(literal.toString(), Qt::ISODateWithMs);
        if (instant.timeSpec() == Qt::LocalTime)
            instant.setTimeSpec(Qt::UTC); // "otherwise UTC" holds for filters too
        const qint64 difference = value.toDateTime().toMSecsSinceEpoch() - instant.toMSecsSinceEpoch();
        return difference < 0 ? -1 : (difference > 0 ? 1 : 0);
    }
    // Bytes stand for what compares exactly: property ids, whose GUID alone is free of case.
    if (value.typeId() == QMetaType::QByteArray) {
        const QString text = literal.toString();
        return value.toByteArray() == canonicalPropertyId(text).value_or(text).toUtf8() ? 0 : 1;
    }
    return QString::compare(value.toString(), literal.toString(), Qt::CaseInsensitive);
}

bool holds(const QString& op, int order) {
    if (op == u"eq"_s)
        return order == 0;
    if (op == u"ne"_s)
        return order != 0;
    if (op == u"gt"_s)
        return order > 0;
    if (op == u"ge"_s)
        return order >= 0;
    return op == u"lt"_s ? order < 0 : order <= 0;
}

bool callHolds(const Node& node, const QString& text) {
    const QString needle = node.literal.toString();
    if (node.op == u"startswith"_s)
        return text.startsWith(needle, Qt::CaseInsensitive);
    if (node.op == u"endswith"_s)
        return text.endsWith(needle, Qt::CaseInsensitive);
    return text.contains(needle, Qt::CaseInsensitive);
}

std::optional<bool> evaluate(const Node& node, const Item& item);

std::optional<bool> evaluateAny(const Node& node, const Item& item) {
    const auto elements = item.elements ? item.elements(node.path) : std::nullopt;
    if (!elements)
        return std::nullopt;
    const QString prefix = node.op + u'/';
    for (const Member& element : *elements) {
        const Member scoped = [&](const QString& path) -> std::optional<QVariant> {
            if (path == node.op)
                return element(QString());
            return path.startsWith(prefix) ? element(path.mid(prefix.size())) : item.member(path);
        };
        const auto found = evaluate(*node.children.front(), Item{scoped, item.elements});
        if (!found || *found)
            return found;
    }
    return false;
}

std::optional<bool> evaluate(const Node& node, const Item& item) {
    if (node.kind == Node::Kind::Any)
        return evaluateAny(node, item);
    if (node.kind == Node::Kind::Compare || node.kind == Node::Kind::Call) {
        const auto value = item.member(node.path);
        if (!value)
            return std::nullopt;
        return node.kind == Node::Kind::Call ? callHolds(node, value->toString())
                                             : holds(node.op, compare(*value, node.literal));
    }
    const auto left = evaluate(*node.children.front(), item);
    if (!left)
        return std::nullopt;
    if (node.kind == Node::Kind::Not)
        return !*left;
    // Short circuit: an element of another name must not be asked for its value.
    if (*left != (node.kind == Node::Kind::And))
        return left;
    return evaluate(*node.children.back(), item);
}

} // namespace

std::optional<Filter> Filter::parse(const QString& text) {
    NodePtr root = Parser(text).whole();
    if (!root)
        return std::nullopt;
    Filter filter;
    filter.m_root = std::move(root);
    return filter;
}

std::optional<bool> Filter::matches(const Item& item) const { return evaluate(*m_root, item); }

std::optional<QStringList> expandedPropertyIds(const QString& expand) {
    static const QString k_head = u"singleValueExtendedProperties($filter="_s;
    const QString text = expand.trimmed();
    if (!text.startsWith(k_head) || !text.endsWith(u')'))
        return std::nullopt;
    QStringList ids;
    QString rest = text.mid(k_head.size(), text.size() - k_head.size() - 1);
    for (const QString& part : rest.split(u" or "_s)) {
        const QString term = part.trimmed();
        const QString head = u"id eq '"_s;
        if (!term.startsWith(head) || !term.endsWith(u'\'') || term.size() <= head.size())
            return std::nullopt;
        ids.append(term.mid(head.size(), term.size() - head.size() - 1).replace(u"''"_s, u"'"_s));
    }
    return ids;
}

} // namespace milepost::sandbox::odata
