/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The layers of {@code docs/architecture.md}, and what the pure ones may not touch. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(new ImportOption.DoNotIncludeJars())
                    .importPackages("io.tidemark");

    /** From the top down: each may use those after it. */
    private static final List<String> LAYERS =
            List.of(
                    "cli",
                    "job",
                    "pipeline",
                    "io",
                    "alert",
                    "monitor",
                    "performance",
                    "drift",
                    "profile",
                    "result",
                    "event");

    /** Beside the command line, which alone may use them. */
    private static final String EMBEDDED = "embedded";

    private static final String SIMULATION = "simulation";

    private static final String BENCH = "bench";

    private static final String COMPARE = "compare";

    private static final List<String> PURE = LAYERS.subList(LAYERS.indexOf("alert"), LAYERS.size());

    private static final String[] PURE_PACKAGES = packages(PURE);

    private static final Set<String> TRANSCENDENTAL =
            Set.of(
                    "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh",
                    "exp", "expm1", "log", "log10", "log1p", "pow", "sqrt", "cbrt", "hypot",
                    "random");

    @Test
    void imports_betweenLayers_pointDown() {
        check(importsPointDown());
    }

    @Test
    void classes_anywhere_haveALayer() {
        check(
                classes()
                        .should()
                        .resideInAnyPackage(
                                Stream.concat(
                                                Stream.of(packages(LAYERS)),
                                                Stream.of(
                                                        packages(
                                                                List.of(
                                                                        EMBEDDED,
                                                                        SIMULATION,
                                                                        BENCH,
                                                                        COMPARE))))
                                        .toArray(String[]::new))
                        .orShould()
                        .haveSimpleName("package-info")
                        .because("a new package is given its place in the layers first"));
    }

    @Test
    void packages_together_haveNoCycles() {
        check(slices().matching("io.tidemark.(**)").should().beFreeOfCycles());
    }

    @Test
    void pureHalf_dependencies_areNoFlinkAndNoServices() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(PURE_PACKAGES)
                        .or()
                        .resideInAPackage("io.tidemark.simulation..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.apache.flink..",
                                "org.apache.kafka..",
                                "kafka..",
                                "org.postgresql..",
                                "org.flywaydb..",
                                "java.sql..",
                                "javax.sql..",
                                "java.net..",
                                "java.nio.channels..",
                                "picocli..",
                                "org.slf4j.."));
    }

    @Test
    void pureHalf_dependencies_openNoFiles() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(PURE_PACKAGES)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.nio.file..")
                        .orShould()
                        .dependOnClassesThat()
                        .haveNameMatching(
                                "java\\.io\\.(File|FileReader|FileInputStream|File.*Writer)")
                        .because("it parses the bytes and readers that it is given"));
    }

    @Test
    void pureHalf_calls_readNoClockAndRollNoDice() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(PURE_PACKAGES)
                        .should()
                        .accessTargetWhere(readsClockOrChance())
                        .because("the same events give the same rows, bit for bit"));
    }

    @Test
    void pureHalf_calls_computeWithStrictMath() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(PURE_PACKAGES)
                        .should()
                        .accessTargetWhere(
                                target(owner(nameMatching("java\\.lang\\.Math")))
                                        .and(
                                                describe(
                                                        "is transcendental",
                                                        access ->
                                                                TRANSCENDENTAL.contains(
                                                                        access.getTarget()
                                                                                .getName()))))
                        .because("Math's functions may differ in the last bit between machines"));
    }

    @Test
    void jobJar_dependencies_areNoEmbeddedParts() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("io.tidemark.cli..", "io.tidemark.embedded..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "kafka..",
                                "org.apache.kafka.server..",
                                "org.apache.kafka.metadata..",
                                "org.apache.kafka.raft..",
                                "scala..",
                                "io.zonky..",
                                "org.apache.logging..",
                                "io.tidemark.embedded..")
                        .because("a cluster has none of these"));
    }

    @Test
    void mutableClasses_withPublicFields_areSerialisedByFlinkItself() {
        check(
                classes()
                        .that(
                                describe(
                                        "have public fields that change",
                                        ArchitectureTest::isStateShaped))
                        .should(beSerialisedByFlinkItself()));
    }

    @Test
    void fields_anywhere_areNotOptional() {
        check(
                fields().should()
                        .notHaveRawType(Optional.class)
                        .because("absent is null, or a reason"));
    }

    @Test
    void fields_ifStatic_areFinal() {
        check(
                fields().that()
                        .areStatic()
                        .and()
                        .doNotHaveModifier(JavaModifier.SYNTHETIC)
                        .should()
                        .beFinal());
    }

    @Test
    void names_anywhere_areTheDomainsNouns() {
        check(
                noClasses()
                        .should()
                        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Misc|Common)")
                        .orShould()
                        .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper.."));
    }

    @Test
    void packages_withClasses_areDescribed() {
        Path sources = Path.of("src", "main", "java");
        Set<String> undescribed = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String directory = type.getPackageName().replace('.', '/');
            if (!Files.exists(sources.resolve(directory).resolve("package-info.java"))) {
                undescribed.add(type.getPackageName());
            }
        }
        assertThat(undescribed).as("packages without package-info.java").isEmpty();
    }

    /** Packages that are still empty break no rule. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static ArchRule importsPointDown() {
        LayeredArchitecture layers =
                layeredArchitecture()
                        .consideringOnlyDependenciesInLayers()
                        .withOptionalLayers(true);
        for (String layer : LAYERS) {
            layers = layers.layer(layer).definedBy("io.tidemark." + layer + "..");
        }
        for (String beside : List.of(EMBEDDED, SIMULATION, BENCH, COMPARE)) {
            layers = layers.layer(beside).definedBy("io.tidemark." + beside + "..");
        }
        for (int depth = 1; depth < LAYERS.size(); depth++) {
            String[] below = LAYERS.subList(depth + 1, LAYERS.size()).toArray(String[]::new);
            layers =
                    below.length == 0
                            ? layers.whereLayer(LAYERS.get(depth)).mayNotAccessAnyLayer()
                            : layers.whereLayer(LAYERS.get(depth)).mayOnlyAccessLayers(below);
        }
        return layers.whereLayer(BENCH)
                .mayOnlyAccessLayers(
                        Stream.concat(
                                        LAYERS
                                                .subList(LAYERS.indexOf("job"), LAYERS.size())
                                                .stream(),
                                        Stream.of(COMPARE))
                                .toArray(String[]::new))
                .whereLayer(COMPARE)
                .mayOnlyAccessLayers(
                        LAYERS.subList(LAYERS.indexOf("io"), LAYERS.size()).toArray(String[]::new))
                .whereLayer(EMBEDDED)
                .mayOnlyAccessLayers(
                        LAYERS.subList(LAYERS.indexOf("io"), LAYERS.size()).toArray(String[]::new))
                .whereLayer(SIMULATION)
                .mayOnlyAccessLayers(PURE.toArray(String[]::new));
    }

    private static DescribedPredicate<JavaAccess<?>> readsClockOrChance() {
        return describe(
                "reads the clock or unseeded chance",
                access -> {
                    String owner = access.getTargetOwner().getName();
                    String name = access.getTarget().getName();
                    return switch (owner) {
                        case "java.lang.System" ->
                                name.equals("currentTimeMillis") || name.equals("nanoTime");
                        case "java.util.UUID" -> name.equals("randomUUID");
                        case "java.util.concurrent.ThreadLocalRandom" -> true;
                        case "java.util.Random", "java.util.SplittableRandom" ->
                                access.getTarget() instanceof CodeUnitAccessTarget made
                                        && made.getRawParameterTypes().isEmpty();
                        default ->
                                owner.startsWith("java.time.")
                                        && (name.equals("now") || name.startsWith("system"));
                    };
                });
    }

    /**
     * A mutable class that hands its fields to everybody: the form that state and elements have.
     */
    private static boolean isStateShaped(JavaClass type) {
        return !type.isInterface() && type.getFields().stream().anyMatch(ArchitectureTest::isOpen);
    }

    private static boolean isOpen(JavaField field) {
        Set<JavaModifier> modifiers = field.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC)
                && !modifiers.contains(JavaModifier.STATIC)
                && !modifiers.contains(JavaModifier.FINAL);
    }

    private static ArchCondition<JavaClass> beSerialisedByFlinkItself() {
        return new ArchCondition<>("be public, with a public constructor and plain fields") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean isReachable =
                        type.getModifiers().contains(JavaModifier.PUBLIC)
                                && !type.isInnerClass()
                                && type.getConstructors().stream()
                                        .anyMatch(
                                                constructor ->
                                                        constructor.getParameters().isEmpty()
                                                                && constructor
                                                                        .getModifiers()
                                                                        .contains(
                                                                                JavaModifier
                                                                                        .PUBLIC));
                if (!isReachable) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type,
                                    type.getName()
                                            + " is not public with a public constructor without"
                                            + " arguments"));
                }
                for (JavaField field : type.getFields()) {
                    if (isOpen(field) && !isPlain(field.getRawType())) {
                        events.add(
                                SimpleConditionEvent.violated(
                                        field,
                                        field.getFullName()
                                                + " has a type that Flink leaves to Kryo: "
                                                + field.getRawType().getName()));
                    }
                }
            }
        };
    }

    /**
     * What Flink's own serialisers take; a class of this project is checked where it is defined.
     */
    private static boolean isPlain(JavaClass type) {
        JavaClass plain = type.isArray() ? type.getBaseComponentType() : type;
        if (plain.getPackageName().startsWith("io.tidemark")) {
            return !plain.isInterface();
        }
        return plain.isPrimitive()
                || Set.of(
                                "java.lang.String",
                                "java.lang.Boolean",
                                "java.lang.Byte",
                                "java.lang.Integer",
                                "java.lang.Long",
                                "java.lang.Double",
                                "java.time.Instant",
                                "java.util.List",
                                "java.util.Map",
                                "java.util.Set")
                        .contains(plain.getName());
    }

    private static String[] packages(List<String> layers) {
        return layers.stream().map(layer -> "io.tidemark." + layer + "..").toArray(String[]::new);
    }
}
