package io.belfry.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;

/** What the starter knows of, and which way its arrows run. */
class StructureTest {
    private static final String ROOT = "io.belfry.spring";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void packages_form_no_circle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void what_applications_use_knows_nothing_of_how_it_is_wired() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".*..")
                .check(CLASSES);
    }

    /** Every package may see {@code io.belfry.spring}, and of the others what is named here. */
    @ParameterizedTest
    @CsvSource({
        "jpa, ''",
        "start, ''",
        "web, ''",
        "broadcast, start jpa",
        "hub, start broadcast",
        "transaction, broadcast",
        "servlet, broadcast web",
        "reactive, broadcast web",
        "observe, broadcast hub web",
        "live, broadcast hub jpa start web",
        "notifications, broadcast start web",
    })
    void each_package_sees_those_that_it_is_given(String name, String given) {
        String[] others =
                CLASSES.stream()
                        .map(type -> type.getPackageName())
                        .distinct()
                        .filter(each -> !each.equals(ROOT) && !each.equals(ROOT + "." + name))
                        .filter(each -> !isGiven(each, given))
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(CLASSES);
    }

    private static boolean isGiven(String aPackage, String given) {
        return Arrays.stream(given.split(" ")).anyMatch(each -> aPackage.equals(ROOT + "." + each));
    }

    /** What is not there in every application is seen where it is wired, and by what it is for. */
    @ParameterizedTest
    @CsvSource({
        "hub, HubSettingsCustomizer, io.belfry.hub..",
        "transaction, -, io.belfry.outbox.. org.jdbi..",
        "live, -, io.belfry.live..",
        "notifications, -, io.belfry.notifications.. jakarta.mail..",
        "servlet, ChannelUsers, jakarta.servlet.. org.springframework.web.servlet..",
        "reactive, Reactive.*, reactor.. org.springframework.web.reactive..",
        "observe, -, org.springframework.boot.health.. org.springframework.boot.actuate..",
    })
    void what_may_be_missing_is_seen_in_one_package(String name, String door, String libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + name)
                .and()
                .haveNameNotMatching("io\\.belfry\\.spring\\." + door)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries.split(" "))
                .check(CLASSES);
    }

    @Test
    void the_starter_knows_nothing_of_how_a_hub_works() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "io.belfry.hub.netty..",
                        "io.belfry.hub.session..",
                        "io.belfry.hub.channel..")
                .check(CLASSES);
    }

    @Test
    void what_hears_of_entities_knows_nothing_of_how_it_is_wired() {
        noClasses()
                .that()
                .resideInAPackage("io.belfry.spring.jpa")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.belfry.spring")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot..")
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_class_is_about() {
        classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)").check(CLASSES);
    }
}
