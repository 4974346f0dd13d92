<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>milepost::AimTexts</name>
    <message numerus="yes">
        <source>Go on with run %1: %n change(s)</source>
        <translation>
            <numerusform>Go on with run %1: %n change</numerusform>
            <numerusform>Go on with run %1: %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo run %1: %n change(s)</source>
        <translation>
            <numerusform>Undo run %1: %n change</numerusform>
            <numerusform>Undo run %1: %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Let go of %n event(s)</source>
        <translation>
            <numerusform>Let go of %n event</numerusform>
            <numerusform>Let go of %n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n event(s)</source>
        <translation>
            <numerusform>Remove %n event</numerusform>
            <numerusform>Remove %n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply %n change(s)</source>
        <translation>
            <numerusform>Apply %n change</numerusform>
            <numerusform>Apply %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::BundleDialog</name>
    <message numerus="yes">
        <source>%n thing(s) could not be had; about.json says which.</source>
        <translation>
            <numerusform>%n thing could not be had; about.json says which.</numerusform>
            <numerusform>%n things could not be had; about.json says which.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::BundlePresenter</name>
    <message numerus="yes">
        <source>%n time(s): %1</source>
        <translation>
            <numerusform>%n time: %1</numerusform>
            <numerusform>%n times: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::DeliverablesPage</name>
    <message numerus="yes">
        <source>Preview %n selected</source>
        <translation>
            <numerusform>Preview %n selected</numerusform>
            <numerusform>Preview %n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resync %n selected…</source>
        <translation>
            <numerusform>Resync %n selected…</numerusform>
            <numerusform>Resync %n selected…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::DeliverablesPresenter</name>
    <message numerus="yes">
        <source>None of %n deliverable(s) matches the filter.</source>
        <translation>
            <numerusform>None of %n deliverable matches the filter.</numerusform>
            <numerusform>None of %n deliverables matches the filter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deliverable(s)</source>
        <translation>
            <numerusform>%n deliverable</numerusform>
            <numerusform>%n deliverables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::DriftInbox</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::DriftPresenter</name>
    <message numerus="yes">
        <source>%n decision(s) were taken back.</source>
        <translation>
            <numerusform>%n decision was taken back.</numerusform>
            <numerusform>%n decisions were taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) are kept.</source>
        <translation>
            <numerusform>%n edit is kept.</numerusform>
            <numerusform>%n edits are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) are ignored.</source>
        <translation>
            <numerusform>%n edit is ignored.</numerusform>
            <numerusform>%n edits are ignored.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The next run restores %n edit(s).</source>
        <translation>
            <numerusform>The next run restores %n edit.</numerusform>
            <numerusform>The next run restores %n edits.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::ExchangeTexts</name>
    <message numerus="yes">
        <source>sent together with %n other(s) in one call</source>
        <translation>
            <numerusform>sent together with %n other in one call</numerusform>
            <numerusform>sent together with %n others in one call</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>carried %n request(s)</source>
        <translation>
            <numerusform>carried %n request</numerusform>
            <numerusform>carried %n requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>one of %n in a batch</source>
        <translation>
            <numerusform>one of %n in a batch</numerusform>
            <numerusform>one of %n in a batch</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::ExchangesPage</name>
    <message numerus="yes">
        <source>%n request(s) copied</source>
        <translation>
            <numerusform>%n request copied</numerusform>
            <numerusform>%n requests copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n minute(s)</source>
        <translation>
            <numerusform>For %n minute</numerusform>
            <numerusform>For %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::ExchangesPresenter</name>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::HistoryPresenter</name>
    <message numerus="yes">
        <source>%n change(s) were not made. Milepost can go on with them.</source>
        <translation>
            <numerusform>%n change was not made. Milepost can go on with it.</numerusform>
            <numerusform>%n changes were not made. Milepost can go on with them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) were exported to %1.</source>
        <translation>
            <numerusform>%n run was exported to %1.</numerusform>
            <numerusform>%n runs were exported to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::IssuesModel</name>
    <message numerus="yes">
        <source>%n event(s): %1</source>
        <translation>
            <numerusform>%n event: %1</numerusform>
            <numerusform>%n events: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::Job</name>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted</source>
        <translation>
            <numerusform>%n deleted</numerusform>
            <numerusform>%n deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not done</source>
        <translation>
            <numerusform>%n not done</numerusform>
            <numerusform>%n not done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::JobsModel</name>
    <message numerus="yes">
        <source>Queued, after %n other run(s)</source>
        <translation>
            <numerusform>Queued, after %n other run</numerusform>
            <numerusform>Queued, after %n other runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::JobsPage</name>
    <message numerus="yes">
        <source>of %n done</source>
        <translation>
            <numerusform>of %n done</numerusform>
            <numerusform>of %n done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::JobsPresenter</name>
    <message numerus="yes">
        <source>Try %n event(s) again</source>
        <translation>
            <numerusform>Try %n event again</numerusform>
            <numerusform>Try %n events again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::MonthView</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::OutlookEvent</name>
    <message numerus="yes">
        <source>%1, %n day(s)</source>
        <translation>
            <numerusform>%1, %n day</numerusform>
            <numerusform>%1, %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::PasteErrorDialog</name>
    <message numerus="yes">
        <source>%n more are not shown.</source>
        <translation>
            <numerusform>%n more is not shown.</numerusform>
            <numerusform>%n more are not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::PeoplePage</name>
    <message numerus="yes">
        <source>%n thing(s) are wrong.</source>
        <translation>
            <numerusform>%n thing is wrong.</numerusform>
            <numerusform>%n things are wrong.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::PeoplePresenter</name>
    <message numerus="yes">
        <source>None of %n people matches.</source>
        <translation>
            <numerusform>None of %n person matches.</numerusform>
            <numerusform>None of %n people matches.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a mailbox</source>
        <translation>
            <numerusform>%n without a mailbox</numerusform>
            <numerusform>%n without a mailbox</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decided for %n people.</source>
        <translation>
            <numerusform>Decided for %n person.</numerusform>
            <numerusform>Decided for %n people.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wrote %n people to %1.</source>
        <translation>
            <numerusform>Wrote %n person to %1.</numerusform>
            <numerusform>Wrote %n people to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::PlanModel</name>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n shown</numerusform>
            <numerusform>%n shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticked</source>
        <translation>
            <numerusform>%n ticked</numerusform>
            <numerusform>%n ticked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::PlanTexts</name>
    <message numerus="yes">
        <source>%n minute(s) before</source>
        <translation>
            <numerusform>%n minute before</numerusform>
            <numerusform>%n minutes before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>to delete</source>
        <translation>
            <numerusform>to delete</numerusform>
            <numerusform>to delete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>to change</source>
        <translation>
            <numerusform>to change</numerusform>
            <numerusform>to change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>edited in Outlook</source>
        <translation>
            <numerusform>edited in Outlook</numerusform>
            <numerusform>edited in Outlook</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>blocked</source>
        <translation>
            <numerusform>blocked</numerusform>
            <numerusform>blocked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>without our mark</source>
        <translation>
            <numerusform>without our mark</numerusform>
            <numerusform>without our mark</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>to add</source>
        <translation>
            <numerusform>to add</numerusform>
            <numerusform>to add</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unchanged</source>
        <translation>
            <numerusform>unchanged</numerusform>
            <numerusform>unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The default calendar of %n person(s)</source>
        <translation>
            <numerusform>The default calendar of %n person</numerusform>
            <numerusform>The default calendar of %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Calendar “%1” of %n person(s)</source>
        <translation>
            <numerusform>Calendar “%1” of %n person</numerusform>
            <numerusform>Calendar “%1” of %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::PreviewPage</name>
    <message numerus="yes">
        <source>Only %n chosen deliverable(s)</source>
        <translation>
            <numerusform>Only %n chosen deliverable</numerusform>
            <numerusform>Only %n chosen deliverables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) moved since: %1. Only what both plans say is ticked.</source>
        <translation>
            <numerusform>%n thing moved since: %1. Only what both plans say is ticked.</numerusform>
            <numerusform>%n things moved since: %1. Only what both plans say is ticked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Apply %n change(s)…</source>
        <translation>
            <numerusform>&amp;Apply %n change…</numerusform>
            <numerusform>&amp;Apply %n changes…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people or mailboxes are left out</source>
        <translation>
            <numerusform>%n person or mailbox is left out</numerusform>
            <numerusform>%n people or mailboxes are left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::PreviewPresenter</name>
    <message numerus="yes">
        <source>%n event(s) deleted</source>
        <translation>
            <numerusform>%n event deleted</numerusform>
            <numerusform>%n events deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) changed</source>
        <translation>
            <numerusform>%n event changed</numerusform>
            <numerusform>%n events changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) taken over</source>
        <translation>
            <numerusform>%n event taken over</numerusform>
            <numerusform>%n events taken over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) added</source>
        <translation>
            <numerusform>%n event added</numerusform>
            <numerusform>%n events added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not ticked</source>
        <translation>
            <numerusform>%n change not ticked</numerusform>
            <numerusform>%n changes not ticked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) edited in Outlook</source>
        <translation>
            <numerusform>%n event edited in Outlook</numerusform>
            <numerusform>%n events edited in Outlook</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) blocked</source>
        <translation>
            <numerusform>%n event blocked</numerusform>
            <numerusform>%n events blocked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deliverable(s)</source>
        <translation>
            <numerusform>%n deliverable</numerusform>
            <numerusform>%n deliverables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of our events</source>
        <translation>
            <numerusform>%n of our events</numerusform>
            <numerusform>%n of our events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s)</source>
        <translation>
            <numerusform>about %n second</numerusform>
            <numerusform>about %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>about %n minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) edited in Outlook, overwritten</source>
        <translation>
            <numerusform>%n event edited in Outlook, overwritten</numerusform>
            <numerusform>%n events edited in Outlook, overwritten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) would lose our mark. To anybody they are then like events made by hand.</source>
        <translation>
            <numerusform>%n event would lose our mark. To anybody it is then like an event made by hand.</numerusform>
            <numerusform>%n events would lose our mark. To anybody they are then like events made by hand.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) would be deleted; up to %1 need no more than a click.</source>
        <translation>
            <numerusform>%n event would be deleted; up to %1 need no more than a click.</numerusform>
            <numerusform>%n events would be deleted; up to %1 need no more than a click.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) lose our mark and stay as they are</source>
        <translation>
            <numerusform>%n event loses our mark and stays as it is</numerusform>
            <numerusform>%n events lose our mark and stay as they are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) would be deleted, and nothing looks after the calendar until the next sync.</source>
        <translation>
            <numerusform>%n event would be deleted, and nothing looks after the calendar until the next sync.</numerusform>
            <numerusform>%n events would be deleted, and nothing looks after the calendar until the next sync.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n calendar(s) made first</source>
        <translation>
            <numerusform>%n calendar made first</numerusform>
            <numerusform>%n calendars made first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::ReadingTexts</name>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::SettingsPage</name>
    <message numerus="yes">
        <source>Look every %n minute(s)</source>
        <translation>
            <numerusform>Look every %n minute</numerusform>
            <numerusform>Look every %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::SetupPresenter</name>
    <message numerus="yes">
        <source>%n value(s) taken over from the file. Nothing is stored until you save.</source>
        <translation>
            <numerusform>%n value taken over from the file. Nothing is stored until you save.</numerusform>
            <numerusform>%n values taken over from the file. Nothing is stored until you save.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mailbox(es) could not be read</source>
        <translation>
            <numerusform>%n mailbox could not be read</numerusform>
            <numerusform>%n mailboxes could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::TroubleshootPresenter</name>
    <message numerus="yes">
        <source>No check failed; %n could not be judged</source>
        <translation>
            <numerusform>No check failed; %n could not be judged</numerusform>
            <numerusform>No check failed; %n could not be judged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::Unlock</name>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>milepost::WatchPresenter</name>
    <message numerus="yes">
        <source>%n event(s) would be deleted, more than this profile allows without a question.</source>
        <translation>
            <numerusform>%n event would be deleted, more than this profile allows without a question.</numerusform>
            <numerusform>%n events would be deleted, more than this profile allows without a question.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Watching: %n change(s)</source>
        <translation>
            <numerusform>Watching: %n change</numerusform>
            <numerusform>Watching: %n changes</numerusform>
        </translation>
    </message>
</context>
</TS>
