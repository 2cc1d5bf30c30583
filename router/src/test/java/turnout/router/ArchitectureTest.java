package turnout.router;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom, as design §2 has it: app → wire → dispatch → {route, engine, observe} → call. */
final class ArchitectureTest {

    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("call", Set.of()),
            Map.entry("http2", Set.of()),
            Map.entry("route", Set.of("call")),
            Map.entry("observe", Set.of("call")),
            Map.entry("engine", Set.of("call", "http2")),
            Map.entry("compare", Set.of("call")),
            Map.entry("stop", Set.of("call", "route")),
            Map.entry("answers", Set.of("call")),
            Map.entry("journal", Set.of("call", "compare")),
            Map.entry("shadow", Set.of("call", "route", "engine", "observe", "compare", "journal")),
            Map.entry("dispatch", Set.of("call", "route", "engine", "observe", "shadow")),
            Map.entry("wire", Set.of("call", "http2", "route", "engine", "observe", "dispatch")),
            Map.entry("console", Set.of("call", "observe", "stop", "compare", "journal")),
            Map.entry(
                    "app",
                    Set.of(
                            "call",
                            "http2",
                            "route",
                            "engine",
                            "answers",
                            "observe",
                            "dispatch",
                            "wire",
                            "stop",
                            "shadow",
                            "compare",
                            "journal",
                            "console")));

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("turnout");

    @Test
    void knowsOnlyWhatStandsBelow() {
        MAY_KNOW.forEach((name, others) -> {
            String[] below = Stream.concat(others.stream(), Stream.of(name))
                    .map(ArchitectureTest::in)
                    .toArray(String[]::new);
            noClasses()
                    .that(resideInAPackage(in(name)))
                    .should()
                    .dependOnClassesThat(resideInAPackage("turnout.router..").and(not(resideInAnyPackage(below))))
                    .check(OURS);
        });
    }

    @Test
    void givesEveryPackageAPlace() {
        Set<String> packages = OURS.stream()
                .map(found -> found.getPackageName().split("\\."))
                .filter(parts -> parts.length > 2 && parts[1].equals("router"))
                .map(parts -> parts[2])
                .collect(Collectors.toSet());

        assertThat(packages).isEqualTo(MAY_KNOW.keySet());
    }

    @Test
    void keepsNettyTogglzTheConfigurationAndBitcoinWhereTheyBelong() {
        only("io.netty..", "turnout.router.http2..", "turnout.router.wire..", "turnout.router.engine..");
        only("org.togglz..", "turnout.rollout..");
        only("turnout.router.app..", "turnout.router.app..");
        only("turnout.nativeimpl..", "turnout.router.app");
        only("turnout.chain..");
        only("turnout.script..");
        only("turnout.keys..");
    }

    /** Of the gateway's two modules; the others have class paths that keep them apart already. */
    private static void only(String subject, String... users) {
        noClasses()
                .that(resideInAnyPackage("turnout.router..", "turnout.rollout..")
                        .and(not(resideInAnyPackage(users))))
                .should()
                .dependOnClassesThat(resideInAPackage(subject))
                .check(OURS);
    }

    private static String in(String name) {
        return "turnout.router." + name + "..";
    }
}
