package io.belfry.hub;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Stream;

/** Which way the arrows of the hub run. The table is that of ARCHITECTURE.md. */
class StructureTest {
    private static final String HUB = "io.belfry.hub.";
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.belfry.hub");

    @Test
    void packages_form_no_circle() {
        slices().matching("io.belfry.hub.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "settings, protocol",
        "event, protocol",
        "access, settings protocol",
        "publish, event protocol",
        "channel, event publish protocol",
        "session, access channel publish event settings protocol",
        "api, access channel publish event settings protocol",
        "webhook, event settings protocol",
        "observe, event publish settings protocol",
        "playground, settings protocol",
        "netty, session api access channel publish event settings protocol"
    })
    void a_package_sees_only_what_it_needs(String room, String visible) {
        String[] foreign =
                Stream.of(
                                "settings",
                                "event",
                                "access",
                                "publish",
                                "channel",
                                "session",
                                "api",
                                "webhook",
                                "observe",
                                "playground",
                                "netty")
                        .filter(other -> !other.equals(room))
                        .filter(other -> !Stream.of(visible.split(" ")).toList().contains(other))
                        .map(other -> HUB + other)
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(HUB + room)
                .should()
                .dependOnClassesThat(resideInAnyPackage(foreign).or(theDoor()))
                .check(CLASSES);
    }

    /** The class that assembles all rooms; no room knows it. */
    private static DescribedPredicate<JavaClass> theDoor() {
        return resideInAnyPackage("io.belfry.hub").as("the package of Hub itself");
    }

    @Test
    void only_the_netty_package_knows_netty() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.belfry.hub.netty")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CLASSES);
    }

    @Test
    void no_json_library_is_needed_here() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_class_is_about() {
        classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)").check(CLASSES);
    }
}
