// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tourwalk.h"
#include "widgets/profilebar.h"

#include <QLineEdit>

namespace milepost {

using namespace Qt::StringLiterals;

bool TourWalk::firstStart() {
    if (!wait("first start", [&] { return m_journey->shown("sandboxButton") != nullptr; }) ||
        !wait("keychain", [&] { return m_journey->console().profileMaker().keychain().atUtc.isValid(); }))
        return false;
    picture("first-start");
    m_journey->console().profileMaker().import(m_files.filePath(u"not-there.env"_s));
    if (!wait("failed import", [&] { return m_journey->console().profileMaker().failure().has_value(); }))
        return false;
    settle();
    picture("first-start-import-failed");
    return click("connectButton") && pictureOfDialog("createProfile", "new-profile");
}

bool TourWalk::envProposal() {
    QFile file(m_files.filePath(u"tracker.env"_s));
    if (!file.open(QFile::WriteOnly))
        return missed("file of settings");
    file.write("MICROSOFT_TENANT_ID=8f6e1c52-3b0a-4d77-9a41-5c2d7e90b1a4\n"
               "MICROSOFT_CLIENT_ID=3d9a7f10-62c4-4b8e-8f25-a1c7e4d05b93\n"
               "MICROSOFT_CLIENT_SECRET=not-a-real-secret-of-anybody-8Q\n"
               "APP_BASE_URL=https://tracker.contoso.example\n"
               "SOMETHING_ELSE=1\n");
    file.close();
    m_journey->console().profileMaker().import(file.fileName());
    return pictureOfDialog("createProfile", "env-proposal");
}

bool TourWalk::sandboxStarts() {
    return click("sandboxButton") && wait("sandbox", [&] { return m_journey->session().isSandbox(); }) &&
           looked();
}

/// What the pages say while there is nothing of theirs to show.
bool TourWalk::emptyPages() {
    m_journey->console().profileMaker().create(u"Production"_s);
    if (!wait("empty profile", [&] { return m_journey->session().profile()->name == u"Production"_s; }))
        return false;
    for (const auto& [page, name] :
         {std::pair(PageId::Setup, "setup-empty"), std::pair(PageId::Deliverables, "deliverables-empty"),
          std::pair(PageId::Preview, "preview-empty")}) {
        go(page);
        picture(name);
    }
    emit m_journey->window().profileBar().profilesWanted();
    return pictureOfDialog("deleteProfile", "profiles") && askToRename();
}

bool TourWalk::askToRename() {
    emit m_journey->window().profileBar().profilesWanted();
    return click("renameProfile") && pictureOfDialog("newName", "profiles-rename");
}

/// A profile that was chosen a moment ago: nothing has been read yet.
bool TourWalk::firstReading() {
    sandbox().addFault({{u"area"_s, u"tracker"_s}}, {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    m_journey->session().choose(u"Sandbox"_s);
    m_journey->session().refresh();
    if (!held())
        return false;
    go(PageId::Deliverables);
    picture("deliverables-first-reading");
    go(PageId::Preview);
    picture("preview-first-reading");
    sandbox().clearFaults();
    sandbox().release();
    return looked();
}

} // namespace milepost
