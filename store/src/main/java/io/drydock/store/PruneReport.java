package io.drydock.store;

import io.drydock.oci.Digest;
import java.util.List;

/**
 * What a collection removed.
 *
 * @param images the entries taken out of the image index
 * @param blobs the content that nothing needed any more
 * @param bytes of files that were deleted
 */
public record PruneReport(List<Images.Entry> images, List<Digest> blobs, long bytes) {
  public PruneReport {
    images = List.copyOf(images);
    blobs = List.copyOf(blobs);
  }
}
