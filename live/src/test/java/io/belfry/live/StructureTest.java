package io.belfry.live;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/** What live services know of. */
class StructureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.belfry.live");

    @Test
    void they_run_without_a_hub_and_a_framework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.belfry.hub..", "io.netty..", "org.springframework..")
                .check(CLASSES);
    }

    @Test
    void they_know_nothing_of_each_other_but_what_they_share() {
        slices().matching("io.belfry.live.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage("io.belfry.live.shared.."))
                .check(CLASSES);
    }

    @Test
    void what_they_share_knows_none_of_them() {
        noClasses()
                .that()
                .resideInAPackage("io.belfry.live.shared..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.belfry.live..")
                                .and(not(resideInAPackage("io.belfry.live.shared.."))))
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_class_is_about() {
        classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)").check(CLASSES);
    }
}
