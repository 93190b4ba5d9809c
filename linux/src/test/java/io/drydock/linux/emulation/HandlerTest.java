package io.drydock.linux.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerTest {
  private static final String ARM64 =
      """
      enabled
      interpreter /usr/libexec/qemu-binfmt/aarch64-binfmt-P
      flags: %s
      offset 0
      magic 7f454c460201010000000000000000000200b700
      mask ffffffffffffff00fffffffffffffffffeffffff
      """;

  @TempDir Path registry;

  private Optional<Handler> handler(String architecture) {
    return Handler.in(registry, Processor.of(architecture).orElseThrow());
  }

  /** What a program is for tells, whatever the handler is called. */
  @Test
  void isFoundByWhatItTakes() throws IOException {
    Files.writeString(registry.resolve("status"), "enabled\n");
    Files.writeString(registry.resolve("some-name"), ARM64.formatted("POCF"));
    assertThat(handler("arm64"))
        .contains(new Handler(Path.of("/usr/libexec/qemu-binfmt/aarch64-binfmt-P"), true));
    assertThat(handler("riscv64")).isEmpty();
    assertThat(handler("amd64")).isEmpty();
  }

  @Test
  void tellsWhetherItsProgramMustBeThere() throws IOException {
    Files.writeString(registry.resolve("qemu-aarch64"), ARM64.formatted("P"));
    assertThat(handler("arm64").map(Handler::open)).contains(false);
    Files.writeString(
        registry.resolve("qemu-aarch64"), ARM64.formatted("F").replace("enabled", "disabled"));
    assertThat(handler("arm64")).isEmpty();
  }

  @Test
  void isNotFoundWhereNothingCanBeRead() {
    assertThat(Handler.in(registry.resolve("none"), Processor.of("arm64").orElseThrow())).isEmpty();
  }

  /** The line is the one that Debian's package registers. */
  @Test
  void isRegisteredByALine() {
    assertThat(Processor.of("arm64").orElseThrow().registration("/usr/bin/qemu-aarch64-static"))
        .isEqualTo(
            ":qemu-aarch64:M::"
                + "\\x7f\\x45\\x4c\\x46\\x02\\x01\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00"
                + "\\x02\\x00\\xb7\\x00:"
                + "\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\x00\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff"
                + "\\xfe\\xff\\xff\\xff:/usr/bin/qemu-aarch64-static:F");
    assertThat(Processor.of("s390x").orElseThrow().header())
        .startsWith(0x7f, 'E', 'L', 'F', 2, 2, 1)
        .endsWith(0, 2, 0, 22);
  }
}
