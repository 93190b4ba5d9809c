package io.drydock.oci.layer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.drydock.core.DrydockException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes are, reading ends, with the one kind of error or none. */
@Tag("nightly")
class LayerFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void archives(byte[] archive) throws IOException {
    try {
      TestTrees.sealAll(archive);
      TestTrees.readAll(archive);
    } catch (DrydockException _) {
      // Refused, as it should be.
    }
  }

  @FuzzTest(maxDuration = "60s")
  void gzip(byte[] compressed) {
    try (InputStream in = Compression.GZIP.decompress(new ByteArrayInputStream(compressed))) {
      in.readNBytes(1 << 20);
    } catch (IOException _) {
      // Refused, as it should be.
    }
  }
}
