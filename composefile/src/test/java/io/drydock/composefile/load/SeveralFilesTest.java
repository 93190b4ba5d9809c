package io.drydock.composefile.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drydock.composefile.Compose;
import io.drydock.composefile.find.ProjectOptions;
import io.drydock.composefile.find.ProjectSource;
import io.drydock.composefile.find.Surroundings;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlReader;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects of several files: given together, extended and included. */
class SeveralFilesTest {
  @TempDir private Path folder;

  @BeforeEach
  void resolveLinks() throws IOException {
    folder = folder.toRealPath();
  }

  @Test
  void startsPathsOfAllGivenFilesBesideTheFirst() throws IOException {
    write("app/compose.yaml", "services: {web: {image: a, volumes: ['./a:/a']}}");
    write("other/more.yaml", "services: {web: {build: ., volumes: ['./b:/b']}}");

    YamlNode web = services("app/compose.yaml", "other/more.yaml").require("web");

    assertThat(web.at("build", "context")).contains(text(folder + "/app"));
    assertThat(Trees.items(web, "volumes"))
        .extracting(each -> Trees.text(each, "source"))
        .containsExactly(folder + "/app/a", folder + "/app/b");
  }

  @Test
  void startsPathsOfAnExtendedServiceBesideItsFile() throws IOException {
    write("compose.yaml", "services: {web: {extends: {file: lib/base.yaml, service: base}}}");
    write(
        "lib/base.yaml",
        "services: {base: {extends: {file: deep/root.yaml, service: root}, build: .}}");
    write(
        "lib/deep/root.yaml",
        "services: {root: {volumes: ['./r:/r', 'named:/n'], env_file: r.env}}");
    write("lib/deep/r.env", "R=1");
    write("named.yaml", "volumes: {named: }");

    YamlNode web = services("compose.yaml", "named.yaml").require("web");

    assertThat(web)
        .isEqualTo(
            tree(
                """
                build: {context: %1$s/lib, dockerfile: Dockerfile}
                env_file: [{path: %1$s/lib/deep/r.env}]
                environment: {R: "1"}
                networks: {default: }
                volumes:
                  - {type: bind, source: %1$s/lib/deep/r, target: /r, bind: {}}
                  - {type: volume, source: named, target: /n, volume: {}}
                """
                    .formatted(folder)));
  }

  @Test
  void extendsAnIncludedService() throws IOException {
    write(
        "compose.yaml",
        """
        include: [db/compose.yaml]
        services:
          replica: {extends: db, command: replicate}
        """);
    write("db/compose.yaml", "services: {db: {image: postgres, volumes: ['./data:/data']}}");

    assertThat(services("compose.yaml").require("replica"))
        .isEqualTo(
            tree(
                """
                command: [replicate]
                image: postgres
                networks: {default: }
                volumes: [{type: bind, source: %s/db/data, target: /data, bind: {}}]
                """
                    .formatted(folder)));
  }

  @Test
  void resetsWhatIsExtendedAndWhatEarlierFilesSay() throws IOException {
    write(
        "base.yaml",
        "services: {base: {image: a, command: x, ports: [80], environment: {A: 1, B: 2}}}");
    write("one.yaml", "services: {web: {image: b, entrypoint: y, ports: [81]}}");
    write(
        "two.yaml",
        """
        services:
          web:
            extends: {file: base.yaml, service: base}
            command: !reset null
            entrypoint: !reset null
            ports: !override [82]
            environment: {A: !reset null}
        """);

    assertThat(services("one.yaml", "two.yaml").require("web"))
        .isEqualTo(
            tree(
                """
                environment: {B: "2"}
                image: a
                networks: {default: }
                ports: [{mode: ingress, target: 82, protocol: tcp}]
                """));
  }

  @Test
  void laysWhatAFileSaysItselfOverWhatItIncludes() throws IOException {
    write(
        "compose.yaml",
        """
        include:
          - one/compose.yaml
          - path: [two/compose.yaml, two/more.yaml]
            project_directory: here
        services:
          web: {build: !reset null, ports: !override ['8443:443']}
        networks: {front: {internal: true}}
        """);
    write(
        "one/compose.yaml",
        """
        services:
          web: {image: first, build: ., ports: ['80:80'], networks: [front]}
        networks: {front: {driver: bridge}}
        """);
    write("two/compose.yaml", "services: {web: {image: second, tty: true}, api: {build: .}}");
    write("two/more.yaml", "services: {api: {command: more}}");

    YamlMapping project = load("compose.yaml");

    assertThat(project.at("services", "web"))
        .contains(
            tree(
                """
                image: first
                networks: {front: }
                ports: [{mode: ingress, target: 443, published: "8443", protocol: tcp}]
                tty: true
                """));
    assertThat(project.at("services", "api", "build", "context")).contains(text(folder + "/here"));
    assertThat(project.at("services", "api", "command")).contains(tree("[more]"));
    assertThat(project.at("networks", "front", "driver")).contains(text("bridge"));
    assertThat(project.at("networks", "front", "internal").orElseThrow().toJava()).isEqualTo(true);
  }

  @Test
  void fillsVariablesOfIncludedFilesFromTheShellAndTheirOwnFolder() throws IOException {
    write(
        "compose.yaml",
        """
        include: [a/compose.yaml, {path: b/compose.yaml, env_file: [b/one.env, b/two.env]}]
        services: {top: {image: "${TAG}-${SHELL_SET}"}}
        """);
    write(".env", "TAG=top");
    write("a/compose.yaml", "services: {a: {image: '${TAG}-${OWN}-${SHELL_SET}-$$5'}}");
    write("a/.env", "OWN=own\nTAG=never\nSHELL_SET=never");
    write("b/compose.yaml", "services: {b: {image: '${X}-${Y}', container_name: '${OWN:-none}'}}");
    write("b/one.env", "X=1\nY=1");
    write("b/two.env", "Y=2");

    YamlMapping services = services("compose.yaml");

    assertThat(services.at("top", "image")).contains(text("top-shell"));
    assertThat(services.at("a", "image")).contains(text("top-own-shell-$5"));
    assertThat(services.at("b", "image")).contains(text("1-2"));
    assertThat(services.at("b", "container_name")).contains(text("none"));
  }

  @Test
  void includesWhatManyFilesIncludeOnce() throws IOException {
    int depth = 25;
    for (int i = 0; i < depth; i++) {
      String include = "include: [%1$s.yaml, {path: ./%1$s.yaml}]\n".formatted(i + 1);
      write(i + ".yaml", include + "services: {s%s: {image: x}}".formatted(i));
    }
    write(depth + ".yaml", "services: {last: {image: x, ports: [80]}}");

    YamlMapping services = services("0.yaml");

    assertThat(services.size()).isEqualTo(depth + 1);
    assertThat(Trees.items(services.require("last"), "ports")).hasSize(1);
  }

  @Test
  void namesEachStepOfServicesThatExtendEachOtherInACircle() throws IOException {
    write("a.yaml", "services: {web: {extends: {file: b.yaml, service: base}}}");
    write("b.yaml", "services:\n  base: {extends: {file: a.yaml, service: web}}");

    assertRefused("a.yaml", ErrorKind.INVALID)
        .withMessageContaining("services extend each other in a circle")
        .withMessageContaining("a.yaml:1:27")
        .withMessageContaining("b.yaml:2:19");
  }

  @Test
  void namesEachStepOfFilesThatIncludeEachOtherInACircle() throws IOException {
    write("compose.yaml", "include: [one/a.yaml]");
    write("one/a.yaml", "include:\n  - ../b.yaml");
    write("b.yaml", "include:\n  - path: [one/a.yaml]");

    assertRefused("compose.yaml", ErrorKind.INVALID)
        .withMessage(
            """
            files include each other in a circle:
              %1$s/one/a.yaml
              includes %1$s/b.yaml at %1$s/one/a.yaml:2:5
              includes %1$s/one/a.yaml at %1$s/b.yaml:2:12\
            """
                .formatted(folder));
  }

  @Test
  void saysWhichServiceOrFileIsMissingAndWhereItIsNamed() throws IOException {
    write("base.yaml", "services: {web: {image: x}, db: {image: y}}");
    write("one.yaml", "services: {web: {extends: {file: base.yaml, service: wbe}}}");
    write("two.yaml", "services: {web: {extends: {file: none.yaml, service: web}}}");
    write("three.yaml", "include: [nowhere/compose.yaml]");
    write("four.yaml", "services: {web: {extends: api}}");

    assertRefused("one.yaml", ErrorKind.NOT_FOUND)
        .withMessage("service web cannot extend wbe: there is no such service in base.yaml")
        .satisfies(error -> assertThat(error.hint()).contains("Did you mean web?"))
        .satisfies(error -> assertThat(error.location()).hasToString("Optional[one.yaml:1:54]"));
    assertRefused("two.yaml", ErrorKind.NOT_FOUND).withMessageContaining("none.yaml");
    assertRefused("three.yaml", ErrorKind.NOT_FOUND)
        .withMessageContaining("nowhere/compose.yaml")
        .satisfies(error -> assertThat(error.location()).hasToString("Optional[three.yaml:1:11]"));
    assertRefused("four.yaml", ErrorKind.NOT_FOUND)
        .withMessage("service web cannot extend api: there is no such service in four.yaml");
  }

  @Test
  void namesBothPlacesWhereAnIncludedValueDoesNotFit() throws IOException {
    write("compose.yaml", "include: [a.yaml]\nservices: {web: {ports: {a: b}}}");
    write("a.yaml", "services: {web: {image: x, ports: ['80:80']}}");

    assertRefused("compose.yaml", ErrorKind.INVALID)
        .withMessageContaining("cannot override services.web.ports")
        .withMessageContaining("a.yaml:1:35")
        .satisfies(
            error -> assertThat(error.location()).hasToString("Optional[compose.yaml:2:25]"));
  }

  private ThrowableAssertAlternative<DrydockException> assertRefused(String file, ErrorKind kind) {
    return assertThatExceptionOfType(DrydockException.class)
        .isThrownBy(() -> load(file))
        .satisfies(error -> assertThat(error.kind()).isEqualTo(kind));
  }

  private YamlMapping services(String... files) {
    return Trees.mapping(load(files), "services");
  }

  private YamlMapping load(String... files) {
    var around =
        new Surroundings(
            folder, Map.of("SHELL_SET", "shell"), InputStream.nullInputStream(), warning -> {});
    ProjectSource source = ProjectSource.find(ProjectOptions.NONE.withFiles(files), around);
    return Compose.load(source.request(LoadOptions.DEFAULT)).definition();
  }

  private static YamlNode text(String text) {
    return YamlNode.fromJava(text, YamlNode.NOWHERE);
  }

  private static YamlNode tree(String text) {
    return YamlReader.documents(text, "expected").getFirst();
  }

  private void write(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
