// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/pageid.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

QString pageName(PageId page) {
    switch (page) {
    case PageId::Setup:
        return QCoreApplication::translate("milepost::PageId", "Setup");
    case PageId::Deliverables:
        return QCoreApplication::translate("milepost::PageId", "Deliverables");
    case PageId::Preview:
        return QCoreApplication::translate("milepost::PageId", "Preview");
    case PageId::Jobs:
        return QCoreApplication::translate("milepost::PageId", "Jobs");
    case PageId::Troubleshoot:
        return QCoreApplication::translate("milepost::PageId", "Troubleshoot");
    case PageId::People:
        return QCoreApplication::translate("milepost::PageId", "People");
    case PageId::History:
        return QCoreApplication::translate("milepost::PageId", "History");
    case PageId::Settings:
        return QCoreApplication::translate("milepost::PageId", "Settings");
    case PageId::Help:
        return QCoreApplication::translate("milepost::PageId", "Help");
    case PageId::ExchangeLog:
        return QCoreApplication::translate("milepost::PageId", "Exchange log");
    }
    return {};
}

QString pageIcon(PageId page) {
    switch (page) {
    case PageId::Setup:
        return u"setup"_s;
    case PageId::Deliverables:
        return u"deliverables"_s;
    case PageId::Preview:
        return u"preview"_s;
    case PageId::Jobs:
        return u"jobs"_s;
    case PageId::Troubleshoot:
        return u"troubleshoot"_s;
    case PageId::People:
        return u"person"_s;
    case PageId::History:
        return u"history"_s;
    case PageId::Settings:
        return u"settings"_s;
    case PageId::Help:
        return u"help"_s;
    case PageId::ExchangeLog:
        return u"list"_s;
    }
    return {};
}

} // namespace milepost
