// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"

#include <QtGlobal>

namespace milepost::doctor {

namespace {

constexpr Text k_texts[] = {
    {.key = "tls-untrusted",
     .title = QT_TRANSLATE_NOOP("doctor", "The connection could not be trusted"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The certificate that was shown is not issued by an authority that this "
                                     "computer trusts. Companies that inspect TLS traffic show their own."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor", "Look at the issuer of the certificate in a browser on this computer."),
          QT_TRANSLATE_NOOP("doctor",
                            "If it is your company's: save its root certificate as PEM and run milepostctl "
                            "profile set caFile=PATH, or install it in the system's store."),
          QT_TRANSLATE_NOOP(
              "doctor", "Or have the addresses of Microsoft and of the tracker exempted from inspection.")},
     .who = "network-admin",
     .retryable = false},
    {.key = "tls-untrusted/expired",
     .title = QT_TRANSLATE_NOOP("doctor", "The server's certificate has expired"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "The certificate that was shown is past its end date. Nothing is sent over such a connection."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Check this computer's date and time."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "For the tracker: have its administrator renew the certificate."),
                  QT_TRANSLATE_NOOP("doctor", "For Microsoft's addresses: ask who inspects the traffic, for "
                                              "Microsoft's own are renewed in time.")},
     .who = "network-admin",
     .retryable = false},
    {.key = "tls-store-outdated",
     .title = QT_TRANSLATE_NOOP("doctor", "This computer's root certificates are out of date"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The list of trusted authorities of this computer, or the "
                                                "profile's own file of them, is missing or too old."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor",
                            "Debian: apt install --reinstall ca-certificates, then update-ca-certificates."),
          QT_TRANSLATE_NOOP("doctor", "Windows: run Windows Update."),
          Remedy(QT_TRANSLATE_NOOP(
                     "doctor", "Check caFile in the profile: the file must exist and hold PEM certificates."),
                 QT_TRANSLATE_NOOP("doctor", "Check the certificate file of the profile, if it has one: it "
                                             "must exist and hold PEM certificates."))},
     .who = "admin",
     .retryable = false},
    {.key = "tls-store-outdated/protocol",
     .title = QT_TRANSLATE_NOOP("doctor", "The two sides agree on no kind of encryption"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "This computer, or something on the way, offers only old "
                                                "versions of TLS, which the service no longer takes."),
     .remedies = {QT_TRANSLATE_NOOP(
                      "doctor",
                      "Update the operating system and its TLS library; TLS 1.2 or later must be allowed."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "If a proxy opens the connection, have its TLS versions looked at.")},
     .who = "network-admin",
     .retryable = false},
    {.key = "dns-failure",
     .title = QT_TRANSLATE_NOOP("doctor", "The name cannot be resolved"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "This computer could not find the address that belongs to the server's name."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor",
                                           "Check the spelling of the address: milepostctl profile show."),
                         QT_TRANSLATE_NOOP("doctor", "Check the spelling of the address in Setup."),
                         RemedyAction::Setup),
                  QT_TRANSLATE_NOOP("doctor", "Try: nslookup NAME, with the server's name."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "If no name resolves, repair this computer's network or DNS settings.")},
     .who = "network-admin",
     .retryable = true},
    {.key = "connect-failed",
     .title = QT_TRANSLATE_NOOP("doctor", "No connection to the server"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The server's address was found, but nothing accepts a connection "
                                     "there: it is down, or a firewall drops the packets."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor", "Check address and port: milepostctl profile show."),
                         QT_TRANSLATE_NOOP("doctor", "Check address and port in Setup."),
                         RemedyAction::Setup),
                  QT_TRANSLATE_NOOP("doctor", "Try the address in a browser on this computer."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "Ask for outgoing HTTPS (port 443) to this server to be allowed, or set "
                                    "a proxy: milepostctl profile set proxy=http://HOST:PORT")},
     .who = "network-admin",
     .retryable = true},
    {.key = "connect-failed/offline",
     .title = QT_TRANSLATE_NOOP("doctor", "This computer is offline"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "None of the hosts that are needed can be reached. There is no "
                                     "network, or nothing at all is let out."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Check the cable, the wireless network or the VPN."),
                  QT_TRANSLATE_NOOP("doctor", "Open any web page in a browser on this computer."),
                  QT_TRANSLATE_NOOP("doctor", "Where a proxy is needed to get out, set it: milepostctl "
                                              "profile set proxy=http://HOST:PORT")},
     .who = "network-admin",
     .retryable = true},
    {.key = "connect-failed/blocked",
     .title = QT_TRANSLATE_NOOP("doctor", "A host of Microsoft is blocked"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The network works, for other hosts answer. This one is kept "
                                                "from this computer, most likely by a firewall or filter."),
     .remedies = {QT_TRANSLATE_NOOP("doctor",
                                    "Ask for outgoing HTTPS (port 443) to this host to be allowed."),
                  QT_TRANSLATE_NOOP("doctor", "Where a proxy is needed to reach it, set it: milepostctl "
                                              "profile set proxy=http://HOST:PORT")},
     .who = "network-admin",
     .retryable = true},
    {.key = "proxy-auth",
     .title = QT_TRANSLATE_NOOP("doctor", "The proxy wants a sign-in"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The forward proxy between this computer and the internet asks for a "
                                     "user name and password. The service itself was not reached."),
     .remedies =
         {QT_TRANSLATE_NOOP(
              "doctor",
              "Put the user into the proxy's address: milepostctl profile set proxy=http://USER@HOST:PORT"),
          QT_TRANSLATE_NOOP("doctor", "Run: milepostctl secret set proxy-password."),
          QT_TRANSLATE_NOOP("doctor", "Or have this computer let through without a sign-in.")},
     .who = "network-admin",
     .retryable = false},
    {.key = "network-intercept",
     .title = QT_TRANSLATE_NOOP("doctor", "Something else answered in the server's place"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "A proxy, web filter or network sign-in page sent its own "
                                                "answer. What was read does not come from the service."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor", "Open the address in a browser on this computer: the page says who "
                                      "blocks it, or asks for a sign-in."),
          QT_TRANSLATE_NOOP("doctor",
                            "Ask the network's administrator to allow the address for this computer."),
          QT_TRANSLATE_NOOP(
              "doctor",
              "Set the proxy to use, if there is one: milepostctl profile set proxy=http://HOST:PORT")},
     .who = "network-admin",
     .retryable = false},
    {.key = "network-intercept/sign-in",
     .title = QT_TRANSLATE_NOOP("doctor", "The network asks for a sign-in first"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "A page of the network answers in place of the services, as in "
                                     "hotels and guest networks, or a filter does. Nothing that "
                                     "was read comes from the services, and no secret was sent."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Open any web page in a browser on this computer, and sign in "
                                              "there."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "If no page asks for it, have the hosts allowed by whoever runs "
                                    "the network's filter.")},
     .who = "network-admin",
     .retryable = true},
    {.key = "proxy-misconfigured",
     .title = QT_TRANSLATE_NOOP("doctor", "A proxy is set up wrongly"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The proxy named in the settings does not work as one, or a "
                                                "reverse proxy drops part of the requests."),
     .remedies = {QT_TRANSLATE_NOOP(
                      "doctor",
                      "Check proxy in the profile: milepostctl profile show. Its form is http://HOST:PORT."),
                  QT_TRANSLATE_NOOP("doctor", "Try the same address and port in a browser's proxy settings."),
                  QT_TRANSLATE_NOOP("doctor", "For the tracker's reverse proxy: Host, Authorization and "
                                              "X-Forwarded-Proto must be passed on.")},
     .who = "network-admin",
     .retryable = false},
    {.key = "proxy-misconfigured/header",
     .title = QT_TRANSLATE_NOOP("doctor", "The sign-in got lost on the way"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "The request carried its sign-in when it left, and the tracker received none: a web "
                   "server or proxy in front of it drops the header Authorization."),
     .remedies =
         {QT_TRANSLATE_NOOP(
              "doctor",
              "Ask the tracker's administrator to have the header Authorization handed on (nginx: "
              "proxy_set_header Authorization $http_authorization; Apache: WSGIPassAuthorization On)."),
          QT_TRANSLATE_NOOP("doctor", "Look for a redirect to another host or to https: programs drop the "
                                      "header there. Use the last address."),
          QT_TRANSLATE_NOOP("doctor", "The tracker's user and password need not be changed.")},
     .who = "tracker-admin",
     .retryable = false},
    {.key = "proxy-misconfigured/circle",
     .title = QT_TRANSLATE_NOOP("doctor", "The address redirects in circles"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "Each answer sends the request to where it came from. Most often a "
                                     "reverse proxy does not tell the tracker that https was used."),
     .remedies =
         {QT_TRANSLATE_NOOP(
              "doctor",
              "Ask the tracker's administrator to have X-Forwarded-Proto set by the reverse proxy."),
          QT_TRANSLATE_NOOP(
              "doctor",
              "Check that the address begins with https, and ends where the tracker's own web page is.")},
     .who = "tracker-admin",
     .retryable = false},
    {.key = "truncated",
     .title = QT_TRANSLATE_NOOP("doctor", "The answer broke off"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The answer ended early, or says that rows were left out. A "
                                                "part is never taken for the whole, so nothing was written."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor", "Run the command again."),
                         QT_TRANSLATE_NOOP("doctor", "Try again.")),
                  QT_TRANSLATE_NOOP("doctor",
                                    "If it repeats, look for a time or size limit in a proxy on the way."),
                  QT_TRANSLATE_NOOP(
                      "doctor",
                      "For the tracker: ask its administrator to look at the time-outs of its web server.")},
     .who = "network-admin",
     .retryable = true},
    {.key = "address-wrong",
     .title = QT_TRANSLATE_NOOP("doctor", "The address is wrong"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "Something answers at this address, but not the service that is meant: a wrong host or "
                   "path, http in place of https, or a web page without the API."),
     .remedies =
         {QT_TRANSLATE_NOOP(
              "doctor", "Open the address in a browser: it should be where the tracker's own web page is."),
          Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "Run: milepostctl profile set trackerUrl=https://HOST (with the path, "
                                   "if there is one; without /api and without a closing slash)."),
                 QT_TRANSLATE_NOOP("doctor", "Correct it in Setup: with the path, if there is one; without "
                                             "/api and without a closing slash."),
                 RemedyAction::SetupTracker),
          QT_TRANSLATE_NOOP("doctor",
                            "Behind a reverse proxy: /api/ must be passed on to the tracker's back end.")},
     .who = "admin",
     .retryable = false},
    {.key = "address-wrong/scheme",
     .title = QT_TRANSLATE_NOOP("doctor", "http and https were mixed up"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "One side spoke plain http and the other https: the address "
                                                "begins with the wrong one, or names the port of the other."),
     .remedies =
         {QT_TRANSLATE_NOOP(
              "doctor",
              "Write the address with https:// and without a port, unless the server has a port of its own."),
          QT_TRANSLATE_NOOP("doctor", "Open the address in a browser, and copy it from there."),
          QT_TRANSLATE_NOOP("doctor",
                            "If a proxy is set, look whether its own address must begin with http://.")},
     .who = "admin",
     .retryable = false},
    {.key = "address-wrong/slash",
     .title = QT_TRANSLATE_NOOP("doctor", "The address lacks its closing slash"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The server redirected the request to the same address with a slash, or "
                                     "to https, and on the way it became another kind of request."),
     .remedies =
         {QT_TRANSLATE_NOOP(
              "doctor",
              "Use the address that the redirect names: https, and a slash at the end of each /api/ path."),
          Remedy(QT_TRANSLATE_NOOP("doctor", "Run: milepostctl profile set trackerUrl=https://HOST (without "
                                             "/api and without a closing slash)."),
                 QT_TRANSLATE_NOOP(
                     "doctor",
                     "Correct the tracker's address in Setup: without /api and without a closing slash."),
                 RemedyAction::SetupTracker)},
     .who = "admin",
     .retryable = false},
    {.key = "address-wrong/name",
     .title = QT_TRANSLATE_NOOP("doctor", "The host name does not exist"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "Other names are resolved on this computer, but not this "
                                                "one: it is misspelt, or known only inside another network."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor",
                                           "Check the spelling of the address: milepostctl profile show."),
                         QT_TRANSLATE_NOOP("doctor", "Check the spelling of the address in Setup."),
                         RemedyAction::Setup),
                  QT_TRANSLATE_NOOP(
                      "doctor",
                      "If it is a name of an internal network, connect to it (VPN) or use its DNS server.")},
     .who = "admin",
     .retryable = false},
    {.key = "address-wrong/certificate",
     .title = QT_TRANSLATE_NOOP("doctor", "The certificate is for another name"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "The server showed a certificate for another host than the one in the address."),
     .remedies =
         {QT_TRANSLATE_NOOP(
              "doctor", "Compare the host in the address with the names in the certificate, in a browser."),
          Remedy(QT_TRANSLATE_NOOP("doctor", "Use the name that the certificate is made for: milepostctl "
                                             "profile set trackerUrl=https://HOST"),
                 QT_TRANSLATE_NOOP("doctor", "Use the name that the certificate is made for."),
                 RemedyAction::SetupTracker),
          QT_TRANSLATE_NOOP("doctor", "Or have a certificate with this name installed on the server.")},
     .who = "admin",
     .retryable = false},
};

} // namespace

std::span<const Text> networkTexts() { return k_texts; }

} // namespace milepost::doctor
