package io.drydock.buildkit.control;

import io.drydock.build.BuildRequest;
import io.drydock.build.image.ImageSources;
import io.drydock.build.plan.Plan;
import io.drydock.buildkit.session.AgentSocket;
import io.drydock.buildkit.session.ContextFolders;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.Dockerfile;
import java.util.ArrayList;
import java.util.List;

/**
 * A build that is planned, with all that carrying it out needs.
 *
 * @param request without outputs
 * @param links builds whose results this one uses
 */
record PreparedBuild(
    BuildRequest request,
    Dockerfile dockerfile,
    ImageSources images,
    List<PreparedBuild> links,
    List<ContextFolders.Folder> folders,
    List<AgentSocket> agents) {

  PreparedBuild {
    links = List.copyOf(links);
    folders = List.copyOf(folders);
    agents = List.copyOf(agents);
  }

  Plan plan() {
    return request.plan();
  }

  /** The requests to carry out together: those whose results others use come first. */
  List<BuildRequest> requests(BuildRequest last) {
    var requests = new ArrayList<BuildRequest>();
    addLinks(requests);
    requests.add(last);
    return requests;
  }

  private void addLinks(List<BuildRequest> requests) {
    for (PreparedBuild each : links) {
      each.addLinks(requests);
      if (!requests.contains(each.request)) {
        requests.add(each.request);
      }
    }
  }

  /**
   * Takes up what the build uses, for another build that needs its result.
   *
   * @throws DrydockException of kind CONFLICT when it is gone
   */
  void resume() {
    links.forEach(PreparedBuild::resume);
    for (ContextFolders.Folder each : folders) {
      if (!each.resume()) {
        throw new DrydockException(
                ErrorKind.CONFLICT, "the files of a build that this one needs are gone")
            .withHint("Build again.");
      }
    }
  }

  /** Lets go what the build uses; a build that comes at once may still take it up again. */
  void rest() {
    folders.forEach(ContextFolders.Folder::rest);
    links.forEach(PreparedBuild::rest);
    agents.forEach(AgentSocket::close);
  }
}
