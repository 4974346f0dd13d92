// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/errorexplainer.h"

#include "presentation/inpool.h"
#include "presentation/whenready.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Explained {
    std::vector<Diagnosis> diagnoses;
    size_t leftOut = 0;
};

Explained allOf(const QByteArray& text) {
    Explained result;
    const std::vector<Failure> failures = failuresFromText(text);
    for (const Failure& failure : failures)
        if (result.diagnoses.size() < ErrorExplainer::k_most)
            result.diagnoses.push_back(diagnose(failure, Surface::Window));
    result.leftOut = failures.size() - result.diagnoses.size();
    return result;
}

} // namespace

ErrorExplainer::ErrorExplainer(QObject* parent) : QObject(parent) { m_pool.setMaxThreadCount(1); }

ErrorExplainer::~ErrorExplainer() {
    m_pool.clear();
    m_pool.waitForDone();
}

void ErrorExplainer::explain(const QString& text) {
    const int generation = ++m_generation;
    m_busy = true;
    const auto job = [bytes = text.toUtf8()] {
        return bytes.trimmed().isEmpty() ? Explained() : allOf(bytes);
    };
    whenReady(inPool(m_pool, job), this, [this, generation](const Explained& result) {
        if (generation != m_generation)
            return;
        m_busy = false;
        m_found = result.diagnoses;
        m_leftOut = result.leftOut;
        emit explained();
    });
}

QString doubtText(const Diagnosis& diagnosis) {
    if (diagnosis.candidates.size() < 2)
        return {};
    QStringList titles;
    for (const QString& cause : diagnosis.candidates.mid(1))
        titles << diagnose(makeError(Error::Kind::Bug, Error::Stage::None, {}, cause)).title;
    return ErrorExplainer::tr("It may also be: %1.").arg(titles.join(u"; "_s)) + u' ' + diagnosis.settledBy;
}

} // namespace milepost
