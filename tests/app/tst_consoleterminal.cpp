// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/consoleterminal.h"

#include <array>
#include <future>

#include <QTest>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

/// One of the process's streams leads elsewhere until destroyed.
class Diverted {
public:
    Diverted(int stream, int to) : m_stream(stream), m_before(::dup(stream)) { ::dup2(to, stream); }
    ~Diverted() {
        ::dup2(m_before, m_stream);
        ::close(m_before);
    }
    Diverted(const Diverted&) = delete;
    Diverted& operator=(const Diverted&) = delete;

private:
    int m_stream;
    int m_before;
};

/// Two ends: what is written to `in` is read from `out`.
struct Pipe {
    int out = -1;
    int in = -1;
    Pipe() {
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0)
            qFatal("no pipe");
        out = ends[0];
        in = ends[1];
    }
    ~Pipe() {
        ::close(out);
        end();
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    void write(const QByteArray& bytes) const {
        QCOMPARE(::write(in, bytes.constData(), static_cast<size_t>(bytes.size())), ssize_t(bytes.size()));
    }
    void end() { ::close(std::exchange(in, -1)); }
};

/// A keyboard and a screen that this test sits at.
struct Screen {
    int person = ::posix_openpt(O_RDWR | O_NOCTTY);
    int program = -1;
    Screen() {
        if (::grantpt(person) != 0 || ::unlockpt(person) != 0)
            qFatal("no terminal");
        program = ::open(::ptsname(person), O_RDWR | O_NOCTTY);
        ::fcntl(person, F_SETFL, O_NONBLOCK);
    }
    ~Screen() {
        ::close(program);
        ::close(person);
    }
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    void press(const QByteArray& keys) const {
        QCOMPARE(::write(person, keys.constData(), static_cast<size_t>(keys.size())), ssize_t(keys.size()));
    }
    [[nodiscard]] QByteArray shown() const {
        QByteArray text(4096, '\0');
        const ssize_t count = ::read(person, text.data(), static_cast<size_t>(text.size()));
        return text.left(std::max<ssize_t>(count, 0));
    }
    [[nodiscard]] bool echoes() const {
        termios now{};
        ::tcgetattr(program, &now);
        return (now.c_lflag & ECHO) != 0;
    }
};

QByteArray readAll(int from) {
    QByteArray all;
    std::array<char, 4096> buffer{};
    for (ssize_t count = 0; (count = ::read(from, buffer.data(), buffer.size())) > 0;)
        all.append(buffer.data(), count);
    return all;
}

template <class T> bool isDone(const std::future<T>& asked) {
    return asked.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

} // namespace

class TestConsoleTerminal : public QObject {
    Q_OBJECT

private slots:
    void eachQuestionTakesOneLine();
    void theEndOfInputIsACancel();
    void inputIsReadToItsEndAsItIs();
    void stopEndsEveryWait_data();
    void stopEndsEveryWait();
    void aSecretIsNotEchoed();
    void anAbandonedSecretBringsTheEchoBack();
    void documentsAndNotesGoSeparateWays();
    void knowsATerminalAndItsWidth();

private:
    ConsoleTerminal m_terminal;
};

void TestConsoleTerminal::eachQuestionTakesOneLine() {
    Pipe keys;
    Pipe notes;
    const Diverted input(STDIN_FILENO, keys.out);
    keys.write("ja \xc3\xbc\nsecond\nrest");
    {
        const Diverted errors(STDERR_FILENO, notes.in);
        QCOMPARE(*m_terminal.ask(u"Go on? "_s, {}), u"ja \u00fc"_s);
        QCOMPARE(m_terminal.askSecret(u"Key: "_s, {})->reveal(), u"second"_s);
    }
    notes.end();
    QCOMPARE(readAll(notes.out), QByteArray("Go on? Key: "));
    keys.end();
    QCOMPARE(m_terminal.readInput({})->reveal(), QByteArray("rest")); // nothing was taken too early
}

void TestConsoleTerminal::theEndOfInputIsACancel() {
    Pipe keys;
    const Diverted input(STDIN_FILENO, keys.out);
    keys.end();
    const auto line = m_terminal.ask({}, {});
    QVERIFY(!line);
    QVERIFY(line.error().isCancelled());
}

void TestConsoleTerminal::inputIsReadToItsEndAsItIs() {
    Pipe keys;
    const Diverted input(STDIN_FILENO, keys.out);
    QByteArray given(100'000, 'x');
    given[50'000] = '\n';
    given[50'001] = '\0';
    auto writing = std::async(std::launch::async, [&] {
        keys.write(given); // more than a pipe holds
        keys.end();
    });
    QCOMPARE(m_terminal.readInput({})->reveal(), given);
    writing.get();
}

void TestConsoleTerminal::stopEndsEveryWait_data() {
    QTest::addColumn<int>("question");
    QTest::newRow("a line") << 0;
    QTest::newRow("a secret") << 1;
    QTest::newRow("the input") << 2;
}

void TestConsoleTerminal::stopEndsEveryWait() {
    QFETCH(int, question);
    Pipe keys; // nobody types
    const Diverted input(STDIN_FILENO, keys.out);
    std::stop_source stop;
    auto asking = std::async(std::launch::async, [&]() -> std::optional<Error> {
        const auto errorOf = [](const auto& result) {
            return result ? std::optional<Error>() : std::optional(result.error());
        };
        switch (question) {
        case 0:
            return errorOf(m_terminal.ask({}, stop.get_token()));
        case 1:
            return errorOf(m_terminal.askSecret({}, stop.get_token()));
        default: // 2
            return errorOf(m_terminal.readInput(stop.get_token()));
        }
    });
    QVERIFY(!isDone(asking));
    stop.request_stop();
    const bool ended = asking.wait_for(std::chrono::seconds(10)) == std::future_status::ready;
    keys.end(); // lets go of a wait that did not hear
    QVERIFY(ended);
    const auto error = asking.get();
    QVERIFY(error);
    QVERIFY(error->isCancelled());
}

void TestConsoleTerminal::aSecretIsNotEchoed() {
    const Screen screen;
    const Diverted input(STDIN_FILENO, screen.program);
    const Diverted errors(STDERR_FILENO, screen.program);
    std::stop_source stop;
    auto asking =
        std::async(std::launch::async, [&] { return m_terminal.askSecret(u"Secret: "_s, stop.get_token()); });
    const auto letGo = qScopeGuard([&] { stop.request_stop(); }); // a failure must not hang
    QTRY_VERIFY(!screen.echoes());
    screen.press("hunter2\n");
    QTRY_VERIFY(isDone(asking));
    QCOMPARE(asking.get()->reveal(), u"hunter2"_s);
    QVERIFY(screen.echoes());
    const QByteArray shown = screen.shown();
    QVERIFY(shown.startsWith("Secret: "));
    QVERIFY2(!shown.contains("hunter"), shown.constData());
    QVERIFY2(shown.endsWith("\n"), "what comes next stands on a line of its own");
}

void TestConsoleTerminal::anAbandonedSecretBringsTheEchoBack() {
    const Screen screen;
    const Diverted input(STDIN_FILENO, screen.program);
    const Diverted errors(STDERR_FILENO, screen.program);
    std::stop_source stop;
    auto asking = std::async(std::launch::async, [&] { return m_terminal.askSecret({}, stop.get_token()); });
    const auto letGo = qScopeGuard([&] { stop.request_stop(); });
    QTRY_VERIFY(!screen.echoes());
    stop.request_stop();
    QTRY_VERIFY(isDone(asking));
    QVERIFY(asking.get().error().isCancelled());
    QVERIFY(screen.echoes());
}

void TestConsoleTerminal::documentsAndNotesGoSeparateWays() {
    Pipe documents;
    Pipe notes;
    {
        const Diverted output(STDOUT_FILENO, documents.in);
        const Diverted errors(STDERR_FILENO, notes.in);
        m_terminal.print(u"{\"\u00fc\": 1}\n"_s);
        m_terminal.note(u"reading\n"_s);
    }
    documents.end();
    notes.end();
    QCOMPARE(readAll(documents.out), QByteArray("{\"\xc3\xbc\": 1}\n"));
    QCOMPARE(readAll(notes.out), QByteArray("reading\n"));
}

void TestConsoleTerminal::knowsATerminalAndItsWidth() {
    struct Seen {
        bool output = false;
        bool note = false;
        bool canAsk = false;
        int width = 0;
        bool operator==(const Seen&) const = default;
    };
    const auto look = [this](int input, int output, int errors) {
        std::fflush(stdout);
        const Diverted first(STDIN_FILENO, input);
        const Diverted second(STDOUT_FILENO, output);
        const Diverted third(STDERR_FILENO, errors);
        return Seen{m_terminal.outputIsTerminal(), m_terminal.noteIsTerminal(), m_terminal.canAsk(),
                    m_terminal.width()};
    };
    const Screen screen;
    winsize size{};
    size.ws_col = 133;
    ::ioctl(screen.program, TIOCSWINSZ, &size);
    const Pipe pipe;
    QVERIFY((look(screen.program, screen.program, screen.program) == Seen{true, true, true, 133}));
    QVERIFY((look(screen.program, pipe.in, screen.program) == Seen{false, true, true, 133}));
    QVERIFY((look(pipe.out, screen.program, screen.program) == Seen{true, true, false, 133}));
    QVERIFY((look(screen.program, screen.program, pipe.in) == Seen{true, false, false, 133}));
    QVERIFY((look(pipe.out, pipe.in, pipe.in) == Seen{false, false, false, 80}));
}

QTEST_GUILESS_MAIN(TestConsoleTerminal)
#include "tst_consoleterminal.moc"
