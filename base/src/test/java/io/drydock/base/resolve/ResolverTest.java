package io.drydock.base.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.base.archive.Archive;
import io.drydock.base.archive.PackageIndex;
import io.drydock.base.progress.BaseProgress;
import io.drydock.base.testing.TestArchive;
import io.drydock.base.testing.TestPackage;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverTest {
  private static final SourceLocation PLACE = new SourceLocation("base.yaml", 4, 4, 5);

  @TempDir private Path temporary;

  @Test
  @DisplayName("What a package depends on comes with it, and nothing else")
  void followsDependencies() throws IOException {
    List<String> found =
        resolve(
            List.of("app"),
            pkg("app")
                .field("Pre-Depends", "libc")
                .depends("lib (>= 2)")
                .field("Recommends", "doc"),
            pkg("libc"),
            TestPackage.of("lib", "2.1").depends("libc"),
            pkg("doc"));
    assertThat(found).containsExactly("app=1", "lib=2.1", "libc=1");
  }

  @Test
  @DisplayName("Of alternatives the first one is taken that can be had")
  void takesFirstAlternative() throws IOException {
    assertThat(resolve(List.of("app"), pkg("app").depends("nosuch | b | c"), pkg("b"), pkg("c")))
        .containsExactly("app=1", "b=1");
  }

  @Test
  @DisplayName("An alternative that is wanted anyway is preferred")
  void prefersWantedAlternative() throws IOException {
    assertThat(resolve(List.of("app", "c"), pkg("app").depends("b | c"), pkg("b"), pkg("c")))
        .containsExactly("app=1", "c=1");
  }

  @Test
  @DisplayName("A first alternative that cannot work gives way to the next")
  void goesBack() throws IOException {
    assertThat(
            resolve(
                List.of("app"),
                pkg("app").depends("b | c"),
                pkg("b").depends("d"),
                pkg("c"),
                pkg("d").field("Conflicts", "app")))
        .containsExactly("app=1", "c=1");
  }

  @Test
  @DisplayName("A virtual package is met by the provider of the highest priority, then by name")
  void choosesProvider() throws IOException {
    assertThat(
            resolve(
                List.of("app"),
                pkg("app").depends("awk"),
                pkg("gawk").field("Provides", "awk").field("Priority", "optional"),
                pkg("mawk").field("Provides", "awk").field("Priority", "required"),
                pkg("busyawk").field("Provides", "awk").field("Priority", "optional")))
        .containsExactly("app=1", "mawk=1");
  }

  @Test
  @DisplayName("A versioned dependency is met by a versioned provision only")
  void looksAtProvidedVersion() throws IOException {
    assertThat(
            resolve(
                List.of("app"),
                pkg("app").depends("api (>= 2)"),
                pkg("a").field("Provides", "api"),
                pkg("b").field("Provides", "api (= 1.9)"),
                pkg("c").field("Provides", "api (= 2.0), other")))
        .containsExactly("app=1", "c=1");
  }

  @Test
  @DisplayName("Of several versions the newest is taken, another where a dependency asks for it")
  void choosesVersion() throws IOException {
    TestPackage[] all = {
      TestPackage.of("lib", "1.9"),
      TestPackage.of("lib", "1.10"),
      pkg("any").depends("lib"),
      pkg("old").depends("lib (<< 1.10)")
    };
    assertThat(resolve(List.of("any"), all)).contains("lib=1.10");
    assertThat(resolve(List.of("old"), all)).contains("lib=1.9");
    assertThat(resolve(List.of("any", "lib=1.9"), all)).contains("lib=1.9");
  }

  @Test
  @DisplayName("Dependencies may go round in circles, and name any architecture")
  void acceptsCirclesAndQualifiers() throws IOException {
    assertThat(
            resolve(
                List.of("a"),
                pkg("a").depends("b:any"),
                pkg("b").depends("a (= 1), c:amd64"),
                pkg("c")))
        .containsExactly("a=1", "b=1", "c=1");
    assertThatThrownBy(() -> resolve(List.of("a"), pkg("a").depends("b:arm64"), pkg("b")))
        .hasMessageContaining("b:arm64");
  }

  @Test
  @DisplayName("Packages that do not go together are an error that names both")
  void reportsConflict() {
    assertThatThrownBy(() ->
            resolve(
                List.of("a", "b"),
                pkg("a"),
                pkg("b").depends("c"),
                pkg("c").field("Breaks", "a (<< 2)")))
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT);
              assertThat(e.location()).contains(PLACE);
            })
        .hasMessageContaining("package b cannot be installed")
        .hasMessageContaining("c 1, which b 1 needs, conflicts with a 1");
  }

  @Test
  @DisplayName("A package that conflicts with what it provides does not conflict with itself")
  void toleratesOwnProvision() throws IOException {
    assertThat(
            resolve(
                List.of("mta"), pkg("mta").field("Provides", "mail").field("Conflicts", "mail")))
        .containsExactly("mta=1");
  }

  @Test
  @DisplayName("A package that does not exist is named with its place and what is meant")
  void suggestsName() {
    assertThatThrownBy(() -> resolve(List.of("ngnix"), pkg("nginx"), pkg("nano")))
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND);
              assertThat(e.location()).contains(PLACE);
              assertThat(e.hint()).contains("Did you mean nginx?");
            });
  }

  @Test
  @DisplayName("A dependency that nothing meets is shown with what there is")
  void explainsUnmetDependency() {
    assertThatThrownBy(() -> resolve(List.of("app"), pkg("app").depends("lib (>= 9)"), pkg("lib")))
        .hasMessageContaining("app 1 depends on lib (>= 9); the archive has lib 1 (stable)");
    assertThatThrownBy(() -> resolve(List.of("app=7"), pkg("app")))
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.hint()).contains("There is 1 (stable)."));
  }

  @Test
  @DisplayName("What is assumed to be there is not installed")
  void leavesAssumedOut() throws IOException {
    var wanted = List.of(Wanted.parse("app", PLACE));
    var resolver =
        new Resolver(
            universe(pkg("app").depends("debconf | debconf-2.0, lib"), pkg("debconf"), pkg("lib")),
            "amd64",
            Set.of("debconf"));
    assertThat(resolver.resolve(wanted)).extracting(Candidate::name).containsExactly("app", "lib");
  }

  @Test
  @DisplayName("A pinned suite's packages come first, others of it only where nothing else does")
  void respectsPriorities() throws IOException {
    var archive = new TestArchive(temporary.resolve("mirror"));
    archive.publish("old", TestPackage.of("app", "1").depends("lib"), TestPackage.of("lib", "1"));
    archive.publish(
        "new",
        TestPackage.of("app", "2").depends("lib, extra"),
        TestPackage.of("lib", "2"),
        TestPackage.of("extra", "2"));
    var universe =
        new Universe(
            List.of(
                new Universe.Source(index(archive, "old"), _ -> 500),
                new Universe.Source(index(archive, "new"), n -> n.equals("app") ? 990 : 100)));
    var found =
        new Resolver(universe, "amd64", Set.of()).resolve(List.of(Wanted.parse("app", PLACE)));
    assertThat(found).extracting(Candidate::toString).containsExactly("app 2", "extra 2", "lib 1");
    var from =
        new Resolver(universe, "amd64", Set.of()).resolve(List.of(Wanted.parse("app/old", PLACE)));
    assertThat(from).extracting(Candidate::toString).containsExactly("app 1", "lib 1");
  }

  private static TestPackage pkg(String name) {
    return TestPackage.of(name, "1");
  }

  private List<String> resolve(List<String> wanted, TestPackage... packages) throws IOException {
    List<Wanted> parsed = wanted.stream().map(each -> Wanted.parse(each, PLACE)).toList();
    var found = new ArrayList<String>();
    for (Candidate each : new Resolver(universe(packages), "amd64", Set.of()).resolve(parsed)) {
      found.add(each.name() + "=" + each.version());
    }
    return found;
  }

  private Universe universe(TestPackage... packages) throws IOException {
    var archive = new TestArchive(temporary.resolve("mirror")).publish("stable", packages);
    return new Universe(List.of(new Universe.Source(index(archive, "stable"), _ -> 500)));
  }

  private PackageIndex index(TestArchive archive, String suite) {
    try (var opened = new Archive(temporary.resolve("cache"), BaseProgress.SILENT)) {
      return opened.open(archive.repository(suite), "amd64").indexes().getFirst();
    }
  }
}
