package io.drydock.build.export;

import io.drydock.build.Output;
import io.drydock.build.attest.Attestations;
import io.drydock.build.attest.Statement;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Progress;
import io.drydock.oci.layer.LayerWriter;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives the files of a build's result out, and what is said about them as files beside them. */
final class FilesExport {
  private static final int FILE_MODE = 0644;
  private static final int DIRECTORY_MODE = 0755;

  private final LayerAccess access;
  private final Progress progress;
  private final Attestations attestations;
  private final List<Exporter.Solved> solved;

  FilesExport(
      LayerAccess access,
      Progress progress,
      Attestations attestations,
      List<Exporter.Solved> solved) {
    this.access = access;
    this.progress = progress;
    this.attestations = attestations;
    this.solved = solved;
  }

  void tar(Output.Tar output) {
    Work.run(
        progress,
        Work.vertex("exporting to client tarball"),
        () ->
            ArchiveExport.write(
                output.destination(),
                out -> {
                  // Not closed, since that would close the output.
                  var writer = new LayerWriter(out);
                  for (Exporter.Solved each : solved) {
                    tar(each, directory(each, output.split()), writer);
                  }
                  writer.finish();
                  out.flush();
                }));
  }

  private void tar(Exporter.Solved each, String directory, LayerWriter writer) throws IOException {
    Instant time = epoch(each).orElse(Instant.EPOCH);
    String prefix = directory.isEmpty() ? "" : directory + "/";
    if (!directory.isEmpty()) {
      writer.add(Entry.directory(directory, DIRECTORY_MODE, time));
    }
    FileTree tree = access.view(each.rootfs());
    new FilesExporter(tree, epoch(each)).tar(prefix, writer);
    for (Statement said : attestations.aboutFiles(each.target(), each.rootfs(), tree)) {
      byte[] content = said.bytes();
      Entry file = Entry.file(prefix + said.fileName(), FILE_MODE, content.length, time);
      writer.add(file, new ByteArrayInputStream(content));
    }
  }

  void local(Output.Local output) {
    Work.run(
        progress,
        Work.vertex("exporting to client directory"),
        () -> {
          Set<String> written = new HashSet<>();
          Files.createDirectories(output.directory());
          for (Exporter.Solved each : solved) {
            local(each, directory(each, output.split()), output.directory(), written);
          }
          if (output.deleteOthers()) {
            OtherFiles.delete(output.directory(), written);
          }
        });
  }

  private void local(Exporter.Solved each, String directory, Path target, Set<String> written)
      throws IOException {
    Path root = target.resolve(directory);
    String prefix = directory.isEmpty() ? "" : directory + "/";
    written.add(directory);
    FileTree tree = access.view(each.rootfs());
    new FilesExporter(tree, epoch(each))
        .directory(root)
        .forEach(path -> written.add(prefix + path));
    for (Statement said : attestations.aboutFiles(each.target(), each.rootfs(), tree)) {
      Files.write(root.resolve(said.fileName()), said.bytes());
      written.add(prefix + said.fileName());
    }
  }

  private static Optional<Instant> epoch(Exporter.Solved each) {
    return each.target().config().created();
  }

  /** Where the platform's files go; empty for the root. */
  private String directory(Exporter.Solved each, Output.Split split) {
    boolean own =
        split == Output.Split.ALWAYS || (split == Output.Split.IF_SEVERAL && solved.size() > 1);
    return own ? each.target().platform().toString().replace('/', '_') : "";
  }
}
