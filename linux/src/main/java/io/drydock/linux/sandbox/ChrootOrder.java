package io.drydock.linux.sandbox;

import io.drydock.linux.sandbox.SandboxSpec.Resource;
import io.drydock.linux.sandbox.SandboxSpec.ResourceLimit;
import io.drydock.linux.sandbox.SandboxSpec.Security;
import io.drydock.linux.sandbox.SandboxSpec.User;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link ChrootEntry} is told to do, in the form in which it goes from process to process.
 *
 * @param root absolute path of the directory
 * @param workingDirectory inside the root, without links
 * @param confined whether to keep a container's rights only
 */
record ChrootOrder(
    String root,
    String workingDirectory,
    User user,
    boolean confined,
    List<ResourceLimit> limits,
    List<String> args,
    List<String> env) {

  static ChrootOrder of(SandboxSpec spec, String root, String workingDirectory) {
    return new ChrootOrder(
        root,
        workingDirectory,
        spec.user(),
        spec.security() == Security.SANDBOX,
        spec.limits().resources(),
        spec.args(),
        spec.env());
  }

  void write(DataOutputStream out) throws IOException {
    text(out, root);
    text(out, workingDirectory);
    out.writeInt(user.uid());
    out.writeInt(user.gid());
    out.writeInt(user.groups().size());
    for (int group : user.groups()) {
      out.writeInt(group);
    }
    out.writeBoolean(confined);
    out.writeInt(limits.size());
    for (ResourceLimit limit : limits) {
      text(out, limit.resource().name());
      out.writeLong(limit.soft());
      out.writeLong(limit.hard());
    }
    texts(out, args);
    texts(out, env);
  }

  static ChrootOrder read(DataInputStream in) throws IOException {
    String root = text(in);
    String directory = text(in);
    int uid = in.readInt();
    int gid = in.readInt();
    var groups = new ArrayList<Integer>();
    for (int left = in.readInt(); left > 0; left--) {
      groups.add(in.readInt());
    }
    boolean confined = in.readBoolean();
    var limits = new ArrayList<ResourceLimit>();
    for (int left = in.readInt(); left > 0; left--) {
      limits.add(new ResourceLimit(Resource.valueOf(text(in)), in.readLong(), in.readLong()));
    }
    return new ChrootOrder(
        root, directory, new User(uid, gid, groups), confined, limits, texts(in), texts(in));
  }

  private static void texts(DataOutputStream out, List<String> values) throws IOException {
    out.writeInt(values.size());
    for (String each : values) {
      text(out, each);
    }
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    var values = new ArrayList<String>();
    for (int left = in.readInt(); left > 0; left--) {
      values.add(text(in));
    }
    return values;
  }

  /** Unlike {@code writeUTF} of any length: an argument may have 128 KiB. */
  private static void text(DataOutputStream out, String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
