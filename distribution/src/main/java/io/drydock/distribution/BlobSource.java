package io.drydock.distribution;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a blob to upload, each time the same. */
interface BlobSource {
  /** The bytes from the first one on. */
  InputStream open() throws IOException;
}
