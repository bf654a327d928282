package io.belfry.notifications;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.belfry.notifications.delivery.SmtpMailer;

import org.junit.jupiter.api.Test;

/** Which way the arrows of notifications run. */
class StructureTest {
    private static final String ROOT = "io.belfry.notifications";
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void packages_form_no_circle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nobody_asks_back_at_the_door() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }

    @Test
    void bell_preferences_and_routes_know_the_tables_and_not_each_other() {
        for (String one : new String[] {"bell", "preference", "delivery"}) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + one)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            java.util.stream.Stream.of("bell", "preference", "delivery")
                                    .filter(other -> !other.equals(one))
                                    .map(other -> ROOT + "." + other)
                                    .toArray(String[]::new))
                    .check(CLASSES);
        }
    }

    @Test
    void nobody_but_the_application_knows_of_push_messages() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".push")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".push", "io.belfry.webpush..")
                .check(CLASSES);
    }

    @Test
    void push_messages_know_of_routes_and_tables_and_of_no_bell() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".push")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".bell", ROOT + ".preference", ROOT + ".audience")
                .check(CLASSES);
    }

    @Test
    void what_notifications_say_knows_no_table() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".content", ROOT + ".audience")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".store", "io.belfry.database..", "org.jdbi..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void notifications_run_without_a_hub_and_a_framework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.belfry.hub..", "io.netty..", "org.springframework..")
                .check(CLASSES);
    }

    @Test
    void only_the_mailer_needs_jakarta_mail() {
        noClasses()
                .that()
                .haveNameNotMatching(SmtpMailer.class.getName() + ".*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..")
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_class_is_about() {
        classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)").check(CLASSES);
    }
}
