package io.drydock.oci.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links lead where the kernel would lead them in a root file system of its own. */
class PathResolverTest {
  private final MemoryTree tree =
      new MemoryTree()
          .addDirectory("usr/lib")
          .addFile("usr/lib/libc.so.6", "")
          .addLink("lib", "usr/lib")
          .addLink("abs", "/usr")
          .addLink("escape", "../../../etc")
          .addLink("usr/up", "..")
          .addLink("chain", "abs/lib/libc.so")
          .addLink("usr/lib/libc.so", "libc.so.6")
          .addLink("loop", "loop")
          .addLink("dangling", "nowhere/file");

  @ParameterizedTest
  @CsvSource({
    "usr/lib, usr/lib",
    "lib/libc.so, usr/lib/libc.so.6",
    "/lib/../lib/./libc.so.6, usr/lib/libc.so.6",
    "abs/lib, usr/lib",
    "escape/passwd, etc/passwd",
    "../../x, x",
    "usr/up/usr/up/lib, usr/lib",
    "chain, usr/lib/libc.so.6",
    "dangling, nowhere/file",
    "lib/new/file, usr/lib/new/file",
  })
  void followsLinks(String path, String resolved) {
    assertThat(new PathResolver(tree).resolve(path)).isEqualTo(resolved);
  }

  @ParameterizedTest
  @CsvSource({"lib, lib", "lib/libc.so, usr/lib/libc.so", "loop, loop", "abs/up, usr/up"})
  void leavesTheLastLinkAlone(String path, String resolved) {
    assertThat(new PathResolver(tree).resolveParent(path)).isEqualTo(resolved);
  }

  @Test
  void refusesLoopsAndFilesInTheMiddle() {
    var resolver = new PathResolver(tree);
    assertThatThrownBy(() -> resolver.resolve("loop/x"))
        .hasMessage("/loop/x: too many levels of symbolic links");
    assertThatThrownBy(() -> resolver.resolve("lib/libc.so.6/x"))
        .hasMessage("/usr/lib/libc.so.6 is not a directory");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "/, ''",
    "a, a",
    "./a//b/., a/b",
    "a/../b, b",
    "/a/b/, a/b",
    ".a/..b, .a/..b",
    "a/.., ''",
  })
  void cleansPaths(String path, String clean) {
    assertThat(TreePath.clean(path)).contains(clean);
    assertThat(TreePath.cleanWithin(path)).isEqualTo(clean);
  }

  @Test
  void tellsPathsThatLeaveTheRoot() {
    assertThat(TreePath.clean("a/../../b")).isEmpty();
    assertThat(TreePath.cleanWithin("a/../../b")).isEqualTo("b");
  }

  @Test
  void ordersPathsAsAWalkGoes() {
    List<String> paths =
        Stream.of("a!", "a/b", "a", "é", "z", "\uD83D\uDE00", "\uFFFD", "a/b/c")
            .sorted(PathOrder.INSTANCE)
            .toList();
    assertThat(paths)
        .containsExactly("a", "a/b", "a/b/c", "a!", "z", "é", "\uFFFD", "\uD83D\uDE00");
  }
}
