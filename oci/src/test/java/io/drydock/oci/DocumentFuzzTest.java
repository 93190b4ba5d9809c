package io.drydock.oci;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.drydock.core.DrydockException;
import io.drydock.oci.validate.Document;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes are, they are a document that comes out as it went in, or refused. */
@Tag("nightly")
class DocumentFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void configs(byte[] raw) {
    try {
      ImageConfig config = ImageConfig.parse(raw);
      assertThat(ImageConfig.parse(config.toBytes())).isEqualTo(config);
    } catch (DrydockException _) {
      // Refused, as it should be.
    }
  }

  @FuzzTest(maxDuration = "60s")
  void manifests(byte[] raw) {
    try {
      ImageManifest manifest = ImageManifest.parse(raw);
      assertThat(ImageManifest.parse(manifest.toBytes())).isEqualTo(manifest);
    } catch (DrydockException _) {
      // Refused, as it should be.
    }
  }

  @FuzzTest(maxDuration = "60s")
  void rules(byte[] raw) {
    for (Document each : Document.values()) {
      assertThat(each.faults(raw)).isNotNull();
    }
  }

  @FuzzTest(maxDuration = "60s")
  void references(byte[] raw) {
    try {
      ImageReference reference = ImageReference.parseExact(new String(raw, StandardCharsets.UTF_8));
      assertThat(ImageReference.parseExact(reference.toString())).isEqualTo(reference);
    } catch (DrydockException _) {
      // Refused, as it should be.
    }
  }
}
