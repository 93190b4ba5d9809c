package io.drydock.build.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.oci.tree.MemoryTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Source patterns as Go's path.Match reads them. */
class WildcardsTest {
  @ParameterizedTest
  @CsvSource({
    "*, abc, true",
    "a*, abc, true",
    "a*c, abbbc, true",
    "*b*, abc, true",
    "a*d, abc, false",
    "?, ä, true",
    "a?c, ac, false",
    "[a-c]x, bx, true",
    "[^a-c]x, bx, false",
    "[^a-c]x, dx, true",
    "[[]0], [0], true",
    "arr[[]0].txt, arr[0].txt, true",
    "a\\*b, a*b, true",
    "a\\*b, axb, false",
    "**, abc, true",
    "a**c*, abcd, true",
    "*.txt, .txt, true",
    "[\\]]x, ]x, true",
  })
  void matchesNames(String pattern, String name, boolean matches) {
    assertThat(Wildcards.matches(pattern, name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "[]a]", "a\\", "[-x]", "[a-]"})
  void refusesMalformedPatterns(String pattern) {
    assertThatThrownBy(() -> Wildcards.matches(pattern, "ab")).isInstanceOf(DrydockException.class);
  }

  @Test
  void followsLinksInFrontOfTheFirstWildcardOnly() {
    MemoryTree tree =
        new Trees()
            .file("real/one/a.txt")
            .file("real/two/b.txt")
            .link("there", "real")
            .link("real/three", "one")
            .tree();

    assertThat(Wildcards.expand(tree, "there/*/*.txt"))
        .containsExactly("real/one/a.txt", "real/two/b.txt");
    assertThat(Wildcards.expand(tree, "nowhere/*")).isEmpty();
  }
}
