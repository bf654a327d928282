package io.belfry.load;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.Stream;

/** Which way the arrows of the load tester run. */
class StructureTest {
    private static final String LOAD = "io.belfry.load.";
    private static final List<String> ROOMS =
            List.of("report", "scenario", "server", "measure", "wire", "run");
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.belfry.load");

    @Test
    void packages_form_no_circle() {
        slices().matching("io.belfry.load.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "report, ''",
        "scenario, ''",
        "server, ''",
        "measure, report server",
        "wire, measure server",
        "run, report scenario server measure wire"
    })
    void a_package_sees_only_what_it_needs(String room, String visible) {
        List<String> seen = List.of(visible.split(" "));
        String[] foreign =
                Stream.concat(ROOMS.stream(), Stream.of("hub"))
                        .filter(other -> !other.equals(room) && !seen.contains(other))
                        .map(other -> other.equals("hub") ? "io.belfry.hub.." : LOAD + other)
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(LOAD + room)
                .should()
                .dependOnClassesThat(resideInAnyPackage(foreign))
                .check(CLASSES);
    }

    /** Messages are looked into where they were read, and so are handed on as buffers. */
    @Test
    void beside_the_wire_only_buffers_are_known_of_netty() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LOAD + "wire")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.netty..")
                                .and(assignableTo("io.netty.buffer.ByteBuf").negate()))
                .check(CLASSES);
    }

    @Test
    void what_is_asked_for_and_what_is_told_know_no_netty_at_all() {
        noClasses()
                .that()
                .resideInAnyPackage(LOAD + "scenario", LOAD + "server", LOAD + "report")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_class_is_about() {
        classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)").check(CLASSES);
    }
}
