// What scripts add. Every page can be read and every form sent without them.

import { showMilkAlongTheDay } from "./gland.js";
import { countTheSession } from "./log.js";
import { slideThroughTheWays } from "./ways.js";
import { showWhatBelongs } from "./plan.js";
import { yamlFollowsForm } from "./studio.js";
import { followTheWork } from "./work.js";

for (const enhance of [showMilkAlongTheDay, countTheSession,
  slideThroughTheWays, yamlFollowsForm, showWhatBelongs, followTheWork]) enhance(document);

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/worker.js");
