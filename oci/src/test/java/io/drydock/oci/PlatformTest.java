package io.drydock.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Platforms are read, named and preferred as containerd does it. */
class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "linux/amd64, linux/amd64",
    "Linux/x86_64, linux/amd64",
    "linux/amd64/v1, linux/amd64",
    "linux/amd64/v3, linux/amd64/v3",
    "arm64, linux/arm64",
    "aarch64, linux/arm64",
    "linux/arm64/v8, linux/arm64",
    "linux/arm64/8, linux/arm64",
    "linux/arm64/v9, linux/arm64/v9",
    "armhf, linux/arm/v7",
    "armel, linux/arm/v6",
    "linux/arm, linux/arm/v7",
    "linux/arm/6, linux/arm/v6",
    "i386, linux/386",
    "macos/arm64, darwin/arm64",
    "wasi/wasm, wasi/wasm",
    "windows(10.0.17763)/amd64, windows/amd64",
  })
  void namesPlatformsAsGoDoes(String text, String normalised) {
    assertThat(Platform.parse(text)).hasToString(normalised);
  }

  @Test
  void readsVersionsAndFeaturesOfTheSystem() {
    Platform windows = Platform.parse("windows(10.0.17763+win32k+a%2Bb)/amd64");
    assertThat(windows.osVersion()).isEqualTo("10.0.17763");
    assertThat(windows.osFeatures()).containsExactly("a+b", "win32k");
  }

  @Test
  void aSystemAloneMeansThisMachinesProcessor() {
    assertThat(Platform.parse("freebsd").architecture()).isEqualTo(Platform.host().architecture());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "linux/",
        "/amd64",
        "linux/amd64/v1/x",
        "linux/*",
        "a b/c",
        "windows(1/x"
      })
  void refusesWhatIsNoPlatform(String text) {
    assertThatThrownBy(() -> Platform.parse(text)).hasMessageEndingWith(": invalid argument");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linux/amd64 | linux/amd64, linux/386",
        "linux/amd64/v3 | linux/amd64/v3, linux/amd64/v2, linux/amd64, linux/386",
        "linux/arm/v7 | linux/arm/v7, linux/arm/v6, linux/arm/v5",
        "linux/arm64 | linux/arm64, linux/arm/v8, linux/arm/v7, linux/arm/v6, linux/arm/v5",
        "linux/arm64/v8.2 | linux/arm64/v8.2, linux/arm64/v8.1, linux/arm64, linux/arm/v8,"
            + " linux/arm/v7, linux/arm/v6, linux/arm/v5",
        "linux/riscv64 | linux/riscv64",
      })
  void knowsWhatElseAProcessorRuns(String platform, String candidates) {
    assertThat(Platform.parse(platform).candidates())
        .map(Platform::toString)
        .containsExactly(candidates.split(", "));
  }

  @Test
  void picksTheBestManifestOfAnIndex() {
    ImageIndex index =
        index("unknown/unknown", "linux/386", "linux/arm/v6", "linux/amd64", "linux/arm/v7");
    assertThat(chosen(index, "linux/amd64")).contains("linux/amd64");
    assertThat(chosen(index, "linux/386")).contains("linux/386");
    assertThat(chosen(index, "linux/arm64")).contains("linux/arm/v7");
    assertThat(chosen(index, "linux/s390x")).isEmpty();
    assertThat(chosen(index("linux/386"), "linux/amd64")).contains("linux/386");
  }

  private static Optional<String> chosen(ImageIndex index, String wanted) {
    return index
        .select(Platform.parse(wanted))
        .flatMap(Descriptor::platform)
        .map(Platform::toString);
  }

  private static ImageIndex index(String... platforms) {
    var any = new Descriptor(MediaTypes.OCI_MANIFEST, Digest.of(new byte[0]), 0);
    return new ImageIndex(
        List.of(platforms).stream()
            .map(each -> each.split("/", 3))
            .map(each -> new Platform(each[0], each[1], each.length > 2 ? each[2] : ""))
            .map(any::withPlatform)
            .toList());
  }
}
