// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/longtree.h"

#include <QAbstractTableModel>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

/// Rows that say how often they changed; counts how many cells are asked for.
class CountedModel final : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : 50'000;
    }
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : 3;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
        painted += index.row() == 1 && role == Qt::DisplayRole ? 1 : 0;
        return role == Qt::DisplayRole ? QVariant(index.row()) : QVariant();
    }
    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override {
        ++cells;
        return QAbstractTableModel::index(row, column, parent);
    }
    [[nodiscard]] QModelIndex sibling(int row, int column, const QModelIndex& of) const override {
        ++cells;
        return QAbstractTableModel::sibling(row, column, of);
    }
    void change(int first, int last) { emit dataChanged(index(first, 0), index(last, 2)); }

    mutable int cells = 0;
    mutable int painted = 0;
};

} // namespace

class TestLongTree : public QObject {
    Q_OBJECT

private slots:
    void paintsWhatIsSeenAndLooksUpNothingElse_data();
    void paintsWhatIsSeenAndLooksUpNothingElse();
};

void TestLongTree::paintsWhatIsSeenAndLooksUpNothingElse_data() {
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::newRow("all") << 0 << 49'999;
    QTest::newRow("few") << 1 << 2;
}

void TestLongTree::paintsWhatIsSeenAndLooksUpNothingElse() {
    QFETCH(int, first);
    QFETCH(int, last);
    CountedModel model;
    LongTree tree;
    tree.setUniformRowHeights(true);
    tree.setModel(&model);
    tree.show();
    QVERIFY(QTest::qWaitForWindowExposed(&tree));
    QTRY_VERIFY(model.painted > 0);
    QCoreApplication::processEvents();
    model.cells = model.painted = 0;
    model.change(first, last);
    QTRY_VERIFY(model.painted > 0);
    QVERIFY2(model.cells < 1'000, qPrintable(QString::number(model.cells)));
}

QTEST_MAIN(TestLongTree)
#include "tst_longtree.moc"
