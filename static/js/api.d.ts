/** What the service answers and tells, as its OpenAPI description and the live topics say it. Only read by the type check. */
declare namespace Api {
  type Role = "admin" | "photographer" | "guest";
  type TeamRole = "shoot" | "edit" | "help";
  type Release = "at_once" | "later" | "approved";
  type Visibility = "public" | "unlisted" | "private";
  type Downloads = "original" | "preview" | "none";
  type Source = "browser" | "program" | "camera" | "folder" | "guest";
  type Box = [number, number, number, number];

  interface Page<Item> {
    items: Item[];
    next_cursor: string | null;
  }

  /** What every photo is drawn by; the addresses are signed and expire. */
  interface Picture {
    photo_id: string;
    width: number;
    height: number;
    placeholder: string | null;
    thumb_url: string;
    thumb_srcset: string | null;
    preview_url: string;
  }

  /** An event as guests see it. */
  interface Event {
    id: number;
    name: string;
    date: string | null;
    visibility: Visibility;
    created_at: string;
    selfie_search: boolean;
    downloads: Downloads;
    keep_until: string | null;
    consent_text: string;
    consent_version: string;
    consent_keep_days: number;
    open_gallery: boolean;
    link_gallery: boolean;
    comments: boolean;
    registered_only: boolean;
    guest_photos: boolean;
    wall_asks: boolean;
    cover: Picture | null;
    brand: Brand;
  }

  /** A list of favourites, as its holder has it. */
  interface Favourites {
    id: string;
    event: Event;
    kind: "guest" | "client";
    name: string;
    goal: number | null;
    photo_ids: string[];
    finished_at: string | null;
    updated_at: string;
    token: string;
    url: string;
  }

  /** A list of favourites, as the photographer sees it. */
  interface SeenList {
    id: string;
    kind: "guest" | "client";
    name: string;
    goal: number | null;
    photos: number;
    finished_at: string | null;
    created_at: string;
    updated_at: string;
    url: string | null;
  }

  interface ChosenPhoto {
    photo_id: string;
    name: string;
    list_ids: string[];
  }

  interface OwnComment {
    key: string;
    photo_id: string;
    text: string;
    created_at: string;
  }

  interface SaidOfPhoto {
    id: string;
    photo_id: string;
    photo: string;
    list_id: string;
    by: string;
    text: string;
    created_at: string;
  }

  /** A colour on the ground of a theme, and what is read on it. */
  interface Shade {
    action: string;
    on_action: string;
    changed: boolean;
  }

  interface Shades {
    light: Shade;
    dark: Shade;
  }

  /** Whose event it is, as pages show it. */
  interface Brand {
    name: string;
    link: string | null;
    logo: { url: string; width: number; height: number } | null;
    colours: Shades | null;
    imprint: string;
    privacy_url: string | null;
    credit: boolean;
    cover_focus: { x: number; y: number } | null;
  }

  /** What was said of a brand; null where nothing was. */
  interface SaidOfBrand {
    name: string | null;
    link: string | null;
    colour: string | null;
    imprint: string | null;
    privacy_url: string | null;
    credit: boolean | null;
  }

  /** What lies over the pictures that guests get; `picture` is null where nothing does. */
  interface Watermark {
    picture: { url: string; width: number; height: number } | null;
    text: string;
    place: string;
    size: number;
    opacity: number;
    pending: boolean;
  }

  interface AccountBrand {
    said: SaidOfBrand;
    base_url: string | null;
    shown: Brand;
    hosts: string[];
  }

  interface EventBrand {
    said: SaidOfBrand;
    own_logo: boolean;
    shown: Brand;
    account: Brand;
  }

  /** An event as those see it whose it is. */
  interface ManagedEvent extends Event {
    owned: boolean;
    role: "owner" | "administrator" | TeamRole;
    /** What one may do there. */
    may: string[];
    owner_name: string | null;
    time_zone: string;
    release: "at_once" | "later" | "approved";
    release_after_min: number;
    finals_by: "name" | "name_and_time";
    lone_finals: "photo" | "ask";
    keep_proofs: boolean;
    guest_gate: boolean;
    cover_photo_id: string | null;
    archived_at: string | null;
    guests: number;
    photos: number;
    queued: number;
    processing: number;
    indexed: number;
    failed: number;
    waiting: number;
    faces: number;
  }

  interface Colleague {
    user_id: string;
    role: "owner" | TeamRole;
    name: string | null;
    email: string | null;
    joined_at: string | null;
    release: Release | null;
  }

  interface TeamInvitation {
    id: string;
    role: TeamRole;
    note: string;
    created_at: string;
    expires_at: string;
  }

  /** Shown once. */
  interface MadeTeamInvitation extends TeamInvitation {
    url: string;
  }

  interface Team {
    members: Colleague[];
    invitations: TeamInvitation[];
  }

  interface TeamOffer {
    event_name: string;
    event_date: string | null;
    role: TeamRole;
    invited_by: string | null;
    expires_at: string;
  }

  interface Photographer {
    user_id: string | null;
    name: string | null;
    role: "owner" | TeamRole | null;
    photos: number;
  }

  interface User {
    id: string;
    email: string;
    name: string;
    role: Role;
    confirmed: boolean;
    created_at: string;
  }

  interface Link {
    id: string;
    url: string;
    token: string;
    label: string;
    has_pin: boolean;
    created_at: string;
    expires_at: string;
    revoked_at: string | null;
    searches_end_at: string | null;
    opened: number;
    pin_tried_out: boolean;
  }

  interface Kiosk {
    id: string;
    event_id: number;
    name: string;
    kind: "kiosk" | "wall";
    paused: boolean;
    link_id: string | null;
    album_id: string | null;
    created_at: string;
    paired_at: string | null;
    last_seen_at: string | null;
    revoked_at: string | null;
    online: boolean;
  }

  interface Sender {
    id: string;
    event_id: number;
    name: string;
    username: string;
    owner_name: string | null;
    created_at: string;
    last_seen_at: string | null;
    revoked_at: string | null;
    online: boolean;
  }

  /** What is typed into a camera beside its name and password. */
  interface Ftp {
    host: string;
    port: number;
    tls: "required" | "possible" | "none";
  }

  interface Senders {
    items: Sender[];
    ftp: Ftp | null;
  }

  /** One way by which photos come, or one camera. */
  interface PhotoSource {
    source: Source;
    name: string | null;
    sender_id: string | null;
    photos: number;
    last_photo: string | null;
    last_photo_at: string | null;
    refused: number;
    refusals: { name: string; code: string; at: string }[];
    waiting: number;
    cut: { name: string; size: number; since: string }[];
    online: boolean | null;
    last_seen_at: string | null;
  }

  type PhotoStatus = "queued" | "processing" | "indexed" | "failed" | "hidden" | "waiting" | "rejected";

  interface PhotoError {
    code: string;
    message: string;
    retryable: boolean;
    limit?: number;
  }

  /** A final has replaced the picture; or it is one that found no photo to replace, or several. */
  type FinalState = "replaced" | "no_proof" | "several_proofs";

  /** A photo as those see it whose it is; without addresses until it has been looked through. */
  interface Photo {
    id: string;
    event_id: number;
    name: string;
    status: PhotoStatus;
    source: Source;
    source_name: string | null;
    uploaded_by: string | null;
    given: boolean;
    giver_name: string;
    camera_key: string | null;
    error?: PhotoError | null;
    width: number;
    height: number;
    placeholder: string | null;
    taken_at: string | null;
    taken_doubtful?: boolean;
    faces: number;
    stars: number;
    soft: boolean;
    dark: boolean;
    final: FinalState | null;
    thumb_url: string | null;
    thumb_srcset: string | null;
    preview_url: string | null;
    created_at: string;
  }

  interface FaceBox {
    box: Box;
    verdict: string;
    size_px: number;
  }

  interface PhotoDetail extends Photo {
    size: number;
    media_type: string;
    camera: string | null;
    film: number;
    raw_files: { id: string; name: string; size: number; media_type: string; download_url: string }[];
    proof: { name: string; size: number; width: number; height: number; preview_url: string; download_url: string } | null;
    proof_pending: boolean;
    replaces: string | null;
    original_url: string;
    download_url: string;
    visible_to: { guests: number; everyone: boolean; hidden: boolean };
    face_boxes: FaceBox[];
  }

  /** A camera of an event, with its clock and the latest of its photos. */
  interface Camera {
    key: string;
    name: string;
    serial_end: string;
    offset_s: number;
    follows_summer_time: boolean;
    origin: "hand" | "clock" | "suggestion" | null;
    pending: boolean;
    photos: number;
    doubtful: number;
    zoneless: boolean;
    suggestion: { like: string; offset_s: number | null; moments: number; elsewhere: number; sure: boolean } | null;
    last: Photo[];
  }

  /** What the studio's clock shows now, and the QR codes of the seconds from then on, by rows of `1` and `0`. */
  interface ClockFace {
    now: string;
    codes: { at: string; rows: string[] }[];
  }

  interface PhotoCounts {
    indexed: number;
    waiting: number;
    rejected: number;
    hidden: number;
    failed: number;
    processing: number;
    queued: number;
  }

  interface Outline {
    total: number;
    ids: string[];
    ratios: number[];
  }

  interface Download {
    url: string;
    bytes: number;
    photos: number;
  }

  /** A search, as its holder has it. */
  interface Search {
    id: string;
    topic: string;
    token: string;
    expires_at: string;
  }

  /** A photo of a gallery that is open to everybody. */
  interface GalleryPhoto extends Picture {
    download_url: string | null;
    taken_at?: string | null;
    given?: boolean;
    giver_name?: string;
  }

  /** A photo that a search has found. */
  interface Match extends GalleryPhoto {
    name: string;
    score: number;
    tier: "certain" | "maybe";
    face_box: Box;
    original_url: string | null;
    live: boolean;
    is_me?: boolean | null;
    probability: number;
    why: "selfie" | "grown" | "confirmed";
    revised?: boolean | null;
  }

  /** What is left of a search that was deleted. */
  interface Receipt {
    id: string;
    event_id: number;
    agreed_at: string;
    withdrawn_at: string;
    because: "withdrawn" | "left_kiosk" | "link_revoked" | "event_deleted";
    erased: string[];
    check_url: string;
  }

  interface Minute {
    at: string;
    matches: number;
  }

  interface Insights {
    guests_searching: number;
    searches: number;
    guests: number;
    photos_found: number;
    downloads: number;
    favourites: number;
    loved: (Picture & { name: string; hearts: number; found_by: number })[];
    links: { id: string; label: string; opened: number }[];
    matches_delivered: number;
    matches_live: number;
    guests_without_match: number;
    kiosks_online: number;
    delivery: { samples: number; p50_ms: number | null; p95_ms: number | null };
    per_minute: Minute[];
  }

  /** What an account has, and the most it may have; bytes without an end are null. */
  interface Usage {
    events: number;
    photos: number;
    bytes: number;
    most: { events: number; photos: number; bytes: number | null };
  }

  interface RegistrationRule {
    mode: "open" | "invitation" | "closed";
    chosen: "open" | "invitation" | "closed" | null;
    usual: "open" | "invitation" | "closed";
    fixed: boolean;
    public: boolean;
  }

  interface Account extends User {
    disabled: boolean;
    last_sign_in_at: string | null;
    events: number;
    usage: Usage;
    max_events: number | null;
    max_photos: number | null;
    max_bytes: number | null;
  }

  interface AccessToken {
    id: string;
    name: string;
    scopes: ("upload" | "read" | "manage")[];
    event_ids: number[] | null;
    created_at: string;
    expires_at: string;
    last_used_at: string | null;
  }

  interface MadeAccessToken extends AccessToken {
    token: string;
  }

  interface Webhook {
    id: string;
    name: string;
    url: string;
    kinds: string[];
    event_ids: number[] | null;
    secret: string;
    failing_since: string | null;
    disabled_at: string | null;
    disabled_because: string;
  }

  interface HookMessage {
    id: string;
    kind: string;
    state: "waiting" | "delivered" | "failed";
    created_at: string;
    due_at: string;
    attempts: number;
    problem: string;
  }

  interface Invitation {
    id: string;
    role: Role;
    note: string;
    created_at: string;
    expires_at: string;
  }

  interface ResetLink {
    url: string;
    expires_at: string;
  }

  interface EventRow {
    id: number;
    name: string;
    owner: { id: string; name: string; email: string } | null;
    visibility: Visibility;
    created_at: string;
    keep_until: string | null;
    photos: number;
    faces: number;
    guests: number;
    bytes: number;
    measured_at: string | null;
  }

  interface LogEntry {
    id: string;
    at: string;
    actor: { kind: "user" | "guest" | "kiosk" | "system"; id: string | null; label: string };
    action: string;
    target: string;
    target_label: string | null;
    event_id: number | null;
    detail: Record<string, string | number>;
  }

  interface Backend {
    name: "database" | "redis" | "volatile" | "blobs" | "keys";
    kind: string;
    version: string | null;
    ok: boolean;
    latency_ms: number | null;
    detail: "compatible" | "edition" | "memory" | "folder" | "object_store" | "address" | "no_answer" | "away";
    values: Record<string, string | number>;
  }

  interface Queue {
    name: string;
    waiting: number;
    running: number;
    oldest_s: number | null;
  }

  interface Worker {
    id: string;
    kind: "ingest" | "search" | "keeper" | "web" | "ftp";
    host: string;
    pid: number;
    started_at: string;
    seen_s_ago: number;
    busy: number;
    done: number;
    failed: number;
    rss_bytes: number;
  }

  interface Disk {
    path: string;
    total: number;
    used: number;
    free: number;
    reserve: number;
    short: boolean;
  }

  interface Damage {
    kind: "faces" | "template" | "match" | "key";
    event_id: number;
    subject: string;
    noticed_at: string;
  }

  interface System {
    version: string;
    started_at: string | null;
    versions: Record<string, string>;
    engine: { id: string | null; name: string; dimension: number | null };
    backends: Backend[];
    queues: Queue[];
    workers: Worker[];
    disk: Disk;
    damaged: number;
    damage: Damage[];
  }

  /** How far an event's photos are. */
  interface Progress {
    total: number;
    queued: number;
    processing: number;
    indexed: number;
    failed: number;
    waiting: number;
    replaced: number;
    faces: number;
    photos_per_s: number;
    eta_s: number | null;
    counting?: boolean;
  }

  interface Stage {
    photo_id: string;
    name: string;
    stage: string;
  }

  /** What the topic of an event's ingest tells. */
  type IngestTold =
    | ({ type: "ingest.progress" } & Progress)
    | ({ type: "photo.stage" } & Stage)
    | { type: "photo.indexed" | "photo.failed" | "photo.changed"; photo: Photo }
    | { type: "photo.replaced"; photo: Photo; file_id: string }
    | { type: "photo.removed"; photo_id: string }
    | { type: "cameras.changed"; key: string; pending: boolean };

  /** What is said on the topic of an event's gallery. */
  type GalleryTold =
    | { type: "gallery.photo"; photo_id: string; ratio: number; file_id: string; taken_at: string | null; album_ids: string[] }
    | { type: "gallery.removed"; photo_id: string }
    | { type: "gallery.albums"; albums: { id: string; name: string }[] }
    | { type: "gallery.changed"; album_id: string | null };

  /** An album, as the studio sees it. */
  interface Album {
    id: string;
    name: string;
    kind: "hand" | "time" | "camera";
    taken_from: string | null;
    taken_to: string | null;
    camera_key: string | null;
    hidden: boolean;
    photos: number;
  }

  interface SearchStatus {
    stage: string;
    reason?: string | null;
  }

  interface CaughtUp {
    searched_faces: number;
    matches: number;
    elapsed_ms: number;
  }

  interface Scanned {
    scanned: number;
    total: number;
  }

  /** What the topic of a search tells. */
  type SearchTold =
    | ({ type: "search.status" } & SearchStatus)
    | { type: "search.match"; match: Match }
    | ({ type: "search.progress" } & Scanned)
    | ({ type: "search.caught_up" } & CaughtUp)
    | { type: "search.questions"; photo_ids: string[] }
    | { type: "search.times"; times: Record<string, string | null> }
    | { type: "search.retracted"; photo_id: string; reason: string };

  /** What the topic of a kiosk tells. */
  type KioskTold =
    | { type: "kiosk.revoked" }
    | { type: "kiosk.config"; event: Event; wall?: Wall; cover_faces?: Box[] }
    | { type: "wall.photo"; photo: WallPhoto }
    | { type: "wall.left"; photo_id: string }
    | { type: "wall.renew" }
    | { type: "wall.skip" };

  /** A photo in the eyes of the guest who gave it. */
  interface GivenPhoto {
    id: string;
    name: string;
    standing: "processing" | "waiting" | "shown" | "not_shown" | "failed";
    picture: Picture | null;
    error: { code: string; message: string } | null;
    created_at: string;
  }

  /** How a wall shows its photos; `join` is where guests come in. */
  interface Wall {
    paused: boolean;
    join: { url: string; qr_svg: string } | null;
  }

  /** A photo on a wall. */
  interface WallPhoto {
    photo_id: string;
    file_id: string;
    number: number;
    width: number;
    height: number;
    placeholder: string | null;
    thumb_url: string;
    thumb_srcset: string | null;
    preview_url: string;
    original_url: string | null;
  }
}
