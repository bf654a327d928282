package io.belfry.broadcasting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.belfry.broadcasting.driver.RedisDriver;

import org.junit.jupiter.api.Test;

/** Which way the arrows of broadcasting run. */
class StructureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.belfry.broadcasting");

    @Test
    void packages_form_no_circle() {
        slices().matching("io.belfry.broadcasting.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void broadcasting_runs_without_a_hub_a_framework_and_a_database() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.belfry.hub..", "io.netty..", "org.springframework..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void only_the_driver_for_redis_needs_lettuce() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(RedisDriver.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "reactor..")
                .check(CLASSES);
    }

    @Test
    void rules_know_nothing_of_how_events_are_sent_nor_drivers_of_events() {
        noClasses()
                .that()
                .resideInAnyPackage("..rule", "..authorization")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..driver", "..queue")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("..driver", "..queue")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..event", "..rule", "..authorization", "..encryption")
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_class_is_about() {
        classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)").check(CLASSES);
    }
}
