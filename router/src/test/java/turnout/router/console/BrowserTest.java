package turnout.router.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;
import turnout.rollout.flags.Share;
import turnout.router.journal.Disagreements;

/** A person with a browser. Skipped where there is no Chromium with its driver (Debian: chromium, chromium-driver). */
class BrowserTest {

    @TempDir
    Path folder;

    private OpsFixture ops;
    private ChromeDriver browser;

    @BeforeEach
    void start() throws Exception {
        Optional<File> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<File> driver = program("chromedriver");
        assumeTrue(
                chromium.isPresent() && driver.isPresent(), "no chromium with chromedriver here: browser test skipped");
        ops = new OpsFixture(folder);
        var options = new ChromeOptions();
        options.setBinary(chromium.get());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1200,900",
                "--user-data-dir=" + folder.resolve("profile"));
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.quit();
        }
        if (ops != null) {
            ops.close();
        }
    }

    @Test
    void aPersonMovesAPercentageInTheConsoleAndSeesIt() throws Exception {
        open("/togglz/edit?f=chain");
        shot("login");
        browser.findElement(By.name("token")).sendKeys(ops.token);
        browser.findElement(By.name("name")).sendKeys("alice");
        press(By.cssSelector("button[type=submit]"));

        type("p1", "10");
        type("p5", "first step");
        shot("edit");
        press(By.cssSelector("input[value=Save]"));

        assertThat(browser.getCurrentUrl()).endsWith("/togglz/index");
        assertThat(browser.findElement(By.tagName("body")).getText()).contains("percent: 10");
        shot("index");
        assertThat(ops.percent("chain")).isEqualTo(Share.parse("10"));
        open("/");
        assertThat(browser.findElement(By.tagName("main")).getText())
                .contains("10 %")
                .contains("first step");
        shot("status");
    }

    @Test
    void aPersonReadsWhyAStepIsRefused() throws Exception {
        open("/togglz/edit?f=chain");
        browser.findElement(By.name("token")).sendKeys(ops.token);
        press(By.cssSelector("button[type=submit]"));

        type("p1", "100");
        type("p5", "all at once");
        press(By.cssSelector("input[value=Save]"));

        assertThat(browser.findElement(By.cssSelector("[role=alert]")).getText())
                .isEqualTo("From 0 % the next step of chain is at most 10 %; 100 % needs the override.");
        shot("refused");
        assertThat(ops.percent("chain")).isEqualTo(Share.NONE);
    }

    @Test
    void aPersonReadsWhichAnswersWereWrongAndWhichBreakerIsOpen() throws Exception {
        open("/");
        browser.findElement(By.name("token")).sendKeys(ops.token);
        press(By.cssSelector("button[type=submit]"));
        String status = browser.findElement(By.tagName("main")).getText();
        press(By.linkText("Mismatches"));

        assertThat(status.lines().filter(line -> line.startsWith("chain")))
                .singleElement()
                .asString()
                .contains("open");
        assertThat(browser.findElement(By.tagName("main")).getText())
                .contains("Their callers must be told")
                .contains("call-" + (Disagreements.START.getEpochSecond() + 1))
                .contains("witness_version");
        shot("mismatches");
        press(By.cssSelector("td a"));
        assertThat(browser.getPageSource()).contains("witness_version");
    }

    @Test
    void aPersonStopsEverythingWithAReasonAndSeesIt() throws Exception {
        open("/");
        browser.findElement(By.name("token")).sendKeys(ops.token);
        browser.findElement(By.name("name")).sendKeys("alice");
        press(By.cssSelector("button[type=submit]"));
        shot("before-stop");
        press(By.linkText("Emergency stop…"));
        shot("stop-form");

        browser.findElement(By.cssSelector("form.stop button")).click();
        assertThat(ops.stop.state().stopped()).as("without a reason").isFalse();
        type("reason", "wrong amounts");
        press(By.cssSelector("form.stop button"));

        assertThat(browser.findElement(By.cssSelector("[role=alert]")).getText())
                .contains("Every call goes to PYTHON")
                .contains("alice: wrong amounts");
        assertThat(ops.routes.current().stopped()).isTrue();
        shot("stopped");
        ops.stop.lift("root", "repaired");
        open("/");
        assertThat(browser.findElement(By.cssSelector("[role=status]")).getText())
                .contains("Held at 0")
                .contains("chain, script");
        shot("held");
        open("/togglz/edit?f=chain");
        assertThat(browser.findElement(By.tagName("body")).getText())
                .contains("held at 0")
                .contains("without effect until it is started");
        shot("held-flag");
    }

    private void open(String path) {
        browser.get(ops.uri(path).toString());
    }

    /** Clicks, and waits until the page that was clicked on is gone. */
    private void press(By button) {
        WebElement element = browser.findElement(button);
        element.click();
        new WebDriverWait(browser, Duration.ofSeconds(10)).until(open -> gone(element));
    }

    /** Chromium has two words for it: a stale element, and now and then an inspector error. */
    private static boolean gone(WebElement element) {
        try {
            element.isEnabled();
            return false;
        } catch (WebDriverException e) {
            return true;
        }
    }

    private void type(String field, String text) {
        WebElement input = browser.findElement(By.name(field));
        input.clear();
        input.sendKeys(text);
    }

    /** For people who change the pages: {@code -Dturnout.screenshots=FOLDER} keeps what the browser saw. */
    private void shot(String name) throws Exception {
        String folder = System.getProperty("turnout.screenshots");
        if (folder != null) {
            Files.write(Path.of(folder, name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        }
    }

    private static Optional<File> program(String... names) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> List.of(names).stream().map(name -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }
}
