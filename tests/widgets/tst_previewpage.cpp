// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "previewwindow.h"

#include <QLineEdit>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestPreviewPage : public PreviewWindow {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void spaceTicksAndEnterAppliesNothing();
    void theBoxIsClicked();
    void appliesAfterADialogThatSaysWhat();
    void enterConfirmsNoDeletion();
    void theGuardIsTypedWrongThenRight();
    void aReadOnlyProfileHasNoApply();
    void theBadgeCountsWhatIsPending();
};

void TestPreviewPage::spaceTicksAndEnterAppliesNothing() {
    look();
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    tree().setFocus();
    tree().setCurrentIndex(row(41));
    QTest::keyClick(&tree(), Qt::Key_Space);
    QVERIFY(!model().isTicked(*m_session->survey()->action(41)));
    QVERIFY(part<QPushButton>("applyPlan")->text().contains(u"7"_s));
    QTest::keyClick(&tree(), Qt::Key_Return);
    QVERIFY(m_page->findChild<ApplyDialog*>() == nullptr);
    QCOMPARE(wanted.size(), 0);
    // On a field's row Space is about its event; Enter closes and opens.
    tree().setCurrentIndex(model().index(0, 0, row(21)));
    QTest::keyClick(&tree(), Qt::Key_Space);
    QVERIFY(!model().isTicked(*m_session->survey()->action(21)));
    tree().setCurrentIndex(row(21));
    QVERIFY(tree().isExpanded(row(21)));
    QTest::keyClick(&tree(), Qt::Key_Return);
    QVERIFY(!tree().isExpanded(row(21)));
}

void TestPreviewPage::theBoxIsClicked() {
    look();
    const QRect cell = tree().visualRect(row(22));
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, {cell.left() + 20, cell.center().y()});
    QVERIFY(!model().isTicked(*m_session->survey()->action(22)));
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, {cell.left() + 120, cell.center().y()});
    QVERIFY(!model().isTicked(*m_session->survey()->action(22)));
    const QRect group = tree().visualRect(model().groupIndex(PlanGroup::Change));
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, {group.left() + 20, group.center().y()});
    QCOMPARE(model().tickedIn(PlanGroup::Change), 3);
}

void TestPreviewPage::appliesAfterADialogThatSaysWhat() {
    look();
    model().toggle(model().groupIndex(PlanGroup::Delete));
    model().toggle(row(44));
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    ApplyDialog* dialog = openDialog();
    QVERIFY(dialog && dialog->isVisible());
    QStringList texts;
    for (const QLabel* label : dialog->findChildren<QLabel*>())
        texts << label->text();
    const QString all = texts.join(u'\n');
    QVERIFY2(all.contains(u"projects@example.com"_s) && all.contains(u"3 event(s) changed"_s) &&
                 all.contains(u"3 event(s) added"_s) && all.contains(u"2 change(s) not ticked"_s),
             qPrintable(all));
    QVERIFY(!all.contains(u"deleted"_s));
    QTest::keyClick(dialog, Qt::Key_Return); // nothing is deleted: Enter may confirm
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<RunRequest>().chosen.size(), size_t{6});
}

void TestPreviewPage::enterConfirmsNoDeletion() {
    look();
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    ApplyDialog* dialog = openDialog();
    QVERIFY(dialog);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTest::keyClick(dialog, Qt::Key_Enter);
    QCOMPARE(wanted.size(), 0);
    QVERIFY(dialog->isVisible());
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"applyConfirm"_s), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
}

void TestPreviewPage::theGuardIsTypedWrongThenRight() {
    m_world.profile.maxDelete = DeletionLimit{0, DeletionLimit::Unit::Events};
    look();
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    ApplyDialog* dialog = openDialog();
    QVERIFY(dialog);
    auto* number = dialog->findChild<QLineEdit*>(u"guardNumber"_s);
    auto* confirm = dialog->findChild<QPushButton*>(u"applyConfirm"_s);
    QVERIFY(number && !confirm->isEnabled());
    QTest::keyClicks(number, u"7"_s);
    QVERIFY(!confirm->isEnabled());
    QTest::keyClick(number, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    number->clear();
    QTest::keyClicks(number, u"1"_s);
    QVERIFY(confirm->isEnabled());
    QTest::mouseClick(confirm, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QVERIFY(wanted.first().first().value<RunRequest>().maxDelete ==
            (DeletionLimit{1, DeletionLimit::Unit::Events}));
}

void TestPreviewPage::aReadOnlyProfileHasNoApply() {
    m_world.profile.readOnly = true;
    look();
    QVERIFY(part<QPushButton>("applyPlan")->isHidden());
    QVERIFY(part<QLabel>("pagePurpose")->text().contains(u"read only"_s));
    QCOMPARE(model().rowCount(), 5);
}

void TestPreviewPage::theBadgeCountsWhatIsPending() {
    QSignalSpy badge(m_page.get(), &Page::badgeChanged);
    look();
    QCOMPARE(badge.last().first().toString(), u"8"_s);
    model().toggle(row(41));
    QCOMPARE(badge.last().first().toString(), u"8"_s);
}

QTEST_MAIN(TestPreviewPage)
#include "tst_previewpage.moc"
