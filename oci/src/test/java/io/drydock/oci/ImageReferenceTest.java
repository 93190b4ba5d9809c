package io.drydock.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References are read as Docker reads them, and print so that they are read the same again. */
class ImageReferenceTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  /** The grammar once more, as the distribution project writes it: the scanner must agree. */
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(?:(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
              + "(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*"
              + "|\\[[a-fA-F0-9:]+])(?::[0-9]+)?/)?"
              + "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*"
              + "(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*"
              + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?");

  @ParameterizedTest
  @CsvSource({
    "alpine, docker.io/library/alpine, alpine",
    "library/alpine:3, docker.io/library/alpine:3, alpine:3",
    "index.docker.io/me/app, docker.io/me/app, me/app",
    "docker.io/library/a/b, docker.io/library/a/b, library/a/b",
    "localhost/app, localhost/app, localhost/app",
    "localhost:5000, docker.io/library/localhost:5000, localhost:5000",
    "registry:5000/app:v1, registry:5000/app:v1, registry:5000/app:v1",
    "Host/app, Host/app, Host/app",
    "a__b--c_d/e.f, docker.io/a__b--c_d/e.f, a__b--c_d/e.f",
    "[::1]:80/app, [::1]:80/app, [::1]:80/app",
  })
  void normalisesAsDockerDoes(String input, String full, String familiar) {
    ImageReference reference = ImageReference.parse(input);
    assertThat(reference).hasToString(full);
    assertThat(reference.familiar()).isEqualTo(familiar);
    assertThat(ImageReference.parse(full)).isEqualTo(reference);
    assertThat(ImageReference.parse(familiar)).isEqualTo(reference);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "@",
        "/",
        "a/",
        "/a",
        "a//b",
        "-a",
        "a-",
        "a._b",
        "a___b",
        "a:",
        "a:-b",
        "a b",
        "http://a/b",
        "a@sha256:0",
        "[fe80::1%eth0]/a",
        "a.-b/C",
        "a/b:c:d",
        "a@b@c",
        "[/a",
        "[]/a"
      })
  void refusesWhatIsNoReference(String text) {
    assertThatThrownBy(() -> ImageReference.parse(text))
        .isInstanceOf(DrydockException.class)
        .hasMessageStartingWith("invalid reference format");
  }

  @Test
  void saysWhatIsWrongWhereItCan() {
    assertThatThrownBy(() -> ImageReference.parse("me/App:1"))
        .hasMessage("invalid reference format: repository name (me/App) must be lowercase");
    assertThatThrownBy(() -> ImageReference.parse(HEX))
        .hasMessageContaining("cannot specify 64-byte hexadecimal strings");
    assertThatThrownBy(() -> ImageReference.parse("a/" + "b".repeat(256)))
        .hasMessage("repository name must not be more than 255 characters");
    assertThatThrownBy(() -> ImageReference.parse("a@sha256:" + HEX.substring(1)))
        .hasMessage("invalid checksum digest length");
    assertThatThrownBy(() -> ImageReference.parse("a@sha512:" + HEX + HEX))
        .hasMessage("unsupported digest algorithm");
    assertThatThrownBy(() -> ImageReference.parseExact("A/B")).hasMessageContaining("lowercase");
  }

  @Test
  void tellsNamesFromDigests() {
    assertThat(AnyReference.parse(HEX)).isInstanceOf(AnyReference.Content.class);
    assertThat(AnyReference.parse("sha256:" + HEX)).hasToString("sha256:" + HEX);
    assertThat(AnyReference.parse("sha256:1")).isInstanceOf(ImageReference.class);
  }

  @Test
  void pullsByDigestRatherThanByTag() {
    assertThat(ImageReference.parsePullable("a:1@sha256:" + HEX))
        .hasToString("docker.io/library/a@sha256:" + HEX);
    assertThat(ImageReference.parsePullable("a")).hasToString("docker.io/library/a:latest");
  }

  @Property
  void theScannerTakesExactlyTheGrammar(@ForAll("nearReferences") String text) {
    assertThat(parses(text)).isEqualTo(GRAMMAR.matcher(text).matches());
  }

  @Property
  void printsWhatItReads(@ForAll("nearReferences") String text) {
    if (parses(text)) {
      assertThat(ImageReference.parseExact(text)).hasToString(text);
    }
  }

  private static boolean parses(String text) {
    try {
      ImageReference.parseExact(text);
      return true;
    } catch (DrydockException _) {
      return false;
    }
  }

  /** Short words over the characters that matter, so that about every fourth is a reference. */
  @Provide
  Arbitrary<String> nearReferences() {
    Arbitrary<String> word = Arbitraries.of("a", "0", "b1", "A", "x-y", "_", "__", "-", "[a:0]");
    Arbitrary<String> mark = Arbitraries.of(".", "/", ":", "-", "", "/", ":1/");
    return Combinators.combine(word, mark)
        .as(String::concat)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .flatMap(
            list -> Arbitraries.of("a", "B", "0-", "_z").map(end -> String.join("", list) + end));
  }
}
