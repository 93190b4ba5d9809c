package io.drydock.oci.layer;

import java.io.IOException;
import java.io.OutputStream;

/** Lets a compressor end without ending what it writes to. */
public final class UnclosedOutput extends OutputStream {
  private final OutputStream out;

  public UnclosedOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }
}
