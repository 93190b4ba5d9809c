package io.drydock.build.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.Operation.Copy;
import io.drydock.build.rootfs.Accounts;
import io.drydock.core.DrydockException;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.MemoryTree;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where COPY puts things, seen on trees in memory: what BuildKit's copier does. */
class CopyStepTest {
  private static final Node NODE = new Node(new Operation.Scratch(), "", Optional.empty(), false);
  private static final Instant NOW = Instant.ofEpochSecond(2_000_000);

  private final List<Copy.Item> items = new ArrayList<>();
  private final List<String> excludes = new ArrayList<>();
  private FileTree base = new MemoryTree();
  private String chown = "";
  private String chmod = "";
  private boolean keepOwner;
  private boolean parents;

  @Test
  void copiesAFileToAName() throws IOException {
    item("a.txt");

    assertThat(copy(new Trees().file("a.txt", 0640, 5, 6, "x"), "/b.txt"))
        .containsExactly("b.txt 640 0:0");
  }

  @Test
  void copiesAFileIntoADirectoryThatExists() throws IOException {
    item("a.txt");
    base = new Trees().directory("etc", 0750, 7, 8).tree();

    assertThat(copy(new Trees().file("a.txt"), "/etc"))
        .containsExactly("etc/ 750 7:8", "etc/a.txt 644 0:0");
  }

  @Test
  void makesTheDirectoryThatASlashAsksFor() throws IOException {
    item("a.txt");

    assertThat(copy(new Trees().file("a.txt"), "/new/deep/"))
        .containsExactly("new/ 755 0:0", "new/deep/ 755 0:0", "new/deep/a.txt 644 0:0");
  }

  @Test
  void copiesWhatADirectoryHolds() throws IOException {
    item("src");
    var source =
        new Trees().directory("src", 0700, 1, 1).directory("src/sub", 0711, 1, 1).file("src/sub/f");

    assertThat(copy(source, "/app"))
        .containsExactly("app/ 755 0:0", "app/sub/ 711 0:0", "app/sub/f 644 0:0");
  }

  @Test
  void keepsTheAttributesOfTheDestinationButNotOfDirectoriesInIt() throws IOException {
    item("src");
    keepOwner = true;
    base = new Trees().directory("app", 0700, 9, 9).directory("app/sub", 0700, 9, 9).tree();
    var source = new Trees().directory("src/sub", 0755, 1, 2).file("src/sub/f", 0600, 3, 4, "");

    assertThat(copy(source, "/app"))
        .containsExactly("app/ 700 9:9", "app/sub/ 755 1:2", "app/sub/f 600 3:4");
  }

  @Test
  void givesNewDirectoriesTheOwnerToo() throws IOException {
    item("a.txt");
    chown = "300:400";

    assertThat(copy(new Trees().file("a.txt"), "/new/a.txt"))
        .containsExactly("new/ 755 300:400", "new/a.txt 644 300:400");
  }

  @Test
  void looksOwnersUpByName() throws IOException {
    item("a.txt");
    chown = "www";
    base = new Trees().file("etc/passwd", 0644, 0, 0, "www:x:33:34::/var/www:/bin/sh\n").tree();

    assertThat(copy(new Trees().file("a.txt"), "/a.txt")).containsExactly("a.txt 644 33:34");
  }

  @Test
  void changesModesOfAllButTheDestinationDirectory() throws IOException {
    item("src");
    chmod = "777";

    assertThat(
            copy(
                new Trees().file("src/f").directory("src/d", 0700, 0, 0).link("src/l", "f"),
                "/app"))
        .containsExactly("app/ 755 0:0", "app/d/ 777 0:0", "app/f 777 0:0", "app/l -> f");
  }

  @Test
  void followsLinksOfTheDestinationInsideTheRoot() throws IOException {
    item("a.txt");
    base = new Trees().directory("real", 0755, 0, 0).link("there", "../../real").tree();

    assertThat(copy(new Trees().file("a.txt"), "/there/x/"))
        .containsExactly("real/ 755 0:0", "real/x/ 755 0:0", "real/x/a.txt 644 0:0");
  }

  @Test
  void makesTheTargetOfADanglingLink() throws IOException {
    item("");
    base = new Trees().link("symlink", "symlink-target").tree();

    assertThat(copy(new Trees().file("f"), "/symlink/subdirectory/"))
        .containsExactly(
            "symlink-target/ 755 0:0",
            "symlink-target/subdirectory/ 755 0:0",
            "symlink-target/subdirectory/f 644 0:0");
  }

  @Test
  void followsLinksToASourceButCopiesThoseInside() throws IOException {
    item("link");
    item("dir");
    var source = new Trees().link("link", "dir/f").file("dir/f").link("dir/inner", "f");

    assertThat(copy(source, "/to/"))
        .containsExactly("to/ 755 0:0", "to/link 644 0:0", "to/f 644 0:0", "to/inner -> f");
  }

  @Test
  void laterSourcesWin() throws IOException {
    item("one/f");
    item("two/f");
    var source = new Trees().file("one/f", 0600, 0, 0, "").file("two/f", 0644, 0, 0, "");

    assertThat(copy(source, "/to/")).containsExactly("to/ 755 0:0", "to/f 644 0:0");
  }

  @Test
  void leavesOutWhatIsExcluded() throws IOException {
    item("src");
    excludes.add("*.log");
    excludes.add("tmp");
    excludes.add("!tmp/keep");
    var source = new Trees().file("src/a").file("src/a.log").file("src/tmp/x").file("src/tmp/keep");

    assertThat(copy(source, "/")).containsExactly("a 644 0:0", "tmp/ 755 0:0", "tmp/keep 644 0:0");
  }

  @Test
  void keepsTheParentsBehindThePivot() throws IOException {
    parents = true;
    items.add(new Copy.Item(NODE, "x", "a/*/f", true, false));
    var source =
        new Trees()
            .directory("x/a/one", 0711, 0, 0)
            .file("x/a/one/f")
            .file("x/a/one/g")
            .file("x/b/two/f");

    assertThat(copy(source, "/to/"))
        .containsExactly("to/ 755 0:0", "to/a/ 755 0:0", "to/a/one/ 711 0:0", "to/a/one/f 644 0:0");
  }

  @Test
  void keepsHardLinksOfOneSource() throws IOException {
    item("src");
    var source = new Trees().hardLinked("src/a", 7, "x").hardLinked("src/b", 7, "x").tree();

    CopyStep step = CopyStep.select(operation("/"), any -> source);
    try (CopyStep.Placed placed = step.place(base, () -> Accounts.NONE, NOW)) {
      assertThat(placed.entries().stream().filter(each -> each.isFile()))
          .extracting(each -> each.linkGroup())
          .hasSize(2)
          .containsOnly(1L);
    }
  }

  @Test
  void refusesAMissingSourceInBuildKitsWords() {
    item("nofile");

    assertThatThrownBy(() -> copy(new Trees().file("a"), "/"))
        .isInstanceOf(DrydockException.class)
        .hasMessage("\"/nofile\": not found");
  }

  @Test
  void takesAPatternWithoutAMatchForNothing() throws IOException {
    items.add(new Copy.Item(NODE, "", "nomatch*", true, false));

    assertThat(copy(new Trees().file("a"), "/")).isEmpty();
  }

  @Test
  void refusesToPutAFileInPlaceOfADirectory() {
    item("src");
    base = new Trees().directory("app/f", 0755, 0, 0).tree();

    assertThatThrownBy(() -> copy(new Trees().file("src/f"), "/app"))
        .hasMessage("cannot replace to directory /app/f with file");
  }

  @Test
  void refusesToPutADirectoryInPlaceOfAFile() {
    item("src");
    base = new Trees().file("app/f").tree();

    assertThatThrownBy(() -> copy(new Trees().file("src/f/x"), "/app"))
        .hasMessage("cannot copy to non-directory: /app/f");
  }

  @Test
  void knowsContentByEverythingButTimes() throws IOException {
    item("src");
    String first = content(new Trees().file("src/a", 0644, 0, 0, "x"));

    assertThat(content(new Trees().file("src/a", 0644, 0, 0, "x"))).isEqualTo(first);
    assertThat(content(new Trees().file("src/a", 0755, 0, 0, "x"))).isNotEqualTo(first);
    assertThat(content(new Trees().file("src/a", 0644, 0, 0, "y"))).isNotEqualTo(first);
    assertThat(content(new Trees().file("src/b", 0644, 0, 0, "x"))).isNotEqualTo(first);
  }

  private String content(Trees source) throws IOException {
    return CopyStep.select(operation("/"), any -> source.tree()).contentDigest().toString();
  }

  private void item(String path) {
    items.add(new Copy.Item(NODE, "", path, false, false));
  }

  private Copy operation(String destination) {
    return new Copy(
        NODE, items, destination, chown, chmod, keepOwner, false, parents, excludes, NODE);
  }

  /** The entries of the layer, without the root directory. */
  private List<String> copy(Trees source, String destination) throws IOException {
    CopyStep step = CopyStep.select(operation(destination), any -> source.tree());
    try (CopyStep.Placed placed = step.place(base, () -> Accounts.of(base), NOW)) {
      return placed.entries().stream()
          .filter(each -> !each.path().isEmpty())
          .map(each ->
              each.isSymlink()
                  ? each.path() + " -> " + each.linkTarget()
                  : "%s%s %o %d:%d"
                      .formatted(
                          each.path(),
                          each.isDirectory() ? "/" : "",
                          each.mode(),
                          each.uid(),
                          each.gid()))
          .toList();
    }
  }
}
