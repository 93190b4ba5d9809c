package io.drydock.distribution.archive;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.layer.TarEntry;
import io.drydock.oci.layer.TarReader;
import io.drydock.store.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of an archive after one pass over it: documents in memory, everything else as blobs in
 * the store. Names only tell files apart; nothing is ever written under them.
 */
final class ArchiveFiles {
  /** A document is at most this long, and all together at most eight times as long. */
  private static final int MAX_DOCUMENT = 8 << 20;

  private static final int MAX_LINKS = 40;
  private static final String BLOBS = "blobs/sha256/";

  /** A file's content in the store. */
  record Content(Digest digest, long size) {}

  private final Blobs blobs;
  private final String name;
  private final Map<String, byte[]> documents = new HashMap<>();
  private final Map<String, Content> contents = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private long documentBytes;

  /**
   * @param name of the archive, for errors
   */
  ArchiveFiles(Blobs blobs, String name) {
    this.blobs = blobs;
    this.name = name;
  }

  /**
   * Takes in a whole uncompressed tar archive.
   *
   * @throws DrydockException of kind CORRUPT when it is cut off or malformed, or a blob is not what
   *     its name says
   */
  void readTar(InputStream tar) throws IOException {
    try (var reader = new TarReader(tar, name)) {
      for (Optional<TarEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
        TarEntry entry = next.get();
        String path = entry.entry().path();
        if (entry.isHardLink()) {
          links.put(path, entry.hardLinkTo());
        } else if (entry.entry().isSymlink()) {
          links.put(path, resolve(path, entry.entry().linkTarget()));
        } else if (entry.entry().isFile()) {
          add(path, entry.entry().size(), reader.content());
        }
      }
    }
  }

  /** Takes in a directory; symbolic links in it are not followed. */
  void readDirectory(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files =
          walk.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
              .sorted()
              .toList();
    }
    for (Path each : files) {
      try (InputStream content = Files.newInputStream(each)) {
        add(directory.relativize(each).toString(), Files.size(each), content);
      }
    }
  }

  private void add(String path, long size, InputStream content) throws IOException {
    if (isDocument(path)) {
      documentBytes += size;
      if (size > MAX_DOCUMENT || documentBytes > 8L * MAX_DOCUMENT) {
        throw corrupt(path + " is too large for a document");
      }
      documents.put(path, content.readAllBytes());
      links.remove(path);
    } else if (path.startsWith(BLOBS)) {
      addBlob(path, size, content);
    } else {
      contents.put(path, store(size, content));
      links.remove(path);
    }
  }

  private static boolean isDocument(String path) {
    return switch (path) {
      case "index.json", "manifest.json", "oci-layout", "repositories" -> true;
      default -> false;
    };
  }

  private void addBlob(String path, long size, InputStream content) throws IOException {
    String text = "sha256:" + path.substring(BLOBS.length());
    if (!Digest.isValid(text)) {
      return;
    }
    Digest digest = Digest.parse(text);
    if (!blobs.contains(digest)) {
      try (Blobs.Writer writer = blobs.write()) {
        content.transferTo(writer);
        writer.commit(digest, size);
      }
    }
    contents.put(path, new Content(digest, blobs.size(digest)));
  }

  private Content store(long size, InputStream content) throws IOException {
    try (Blobs.Writer writer = blobs.write()) {
      content.transferTo(writer);
      return new Content(writer.commit(), size);
    }
  }

  /** A link's target from the archive's root, which no {@code ..} leaves. */
  private static String resolve(String link, String target) {
    var parts = new ArrayDeque<String>();
    String whole = target.startsWith("/") ? target : link + "/../" + target;
    for (String part : whole.split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  Optional<byte[]> document(String path) {
    return Optional.ofNullable(documents.get(path));
  }

  /**
   * The content of the file, also behind links.
   *
   * @throws DrydockException of kind INVALID when there is no such file
   */
  Content content(String path) {
    String current = path;
    for (int i = 0; i < MAX_LINKS; i++) {
      Content content = contents.get(current);
      if (content != null) {
        return content;
      }
      String target = links.get(current);
      if (target == null) {
        break;
      }
      current = target;
    }
    throw new DrydockException(ErrorKind.INVALID, name + ": no file " + path + " in the archive");
  }

  DrydockException corrupt(String message) {
    return new DrydockException(ErrorKind.CORRUPT, name + ": " + message);
  }

  DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, name + ": " + message);
  }
}
