### The administration.


## The frame

admin-system = النظام
admin-people = الأشخاص
admin-events = الفعاليات
admin-log = السجل
admin-not-you-title = للمديرين فقط
admin-not-you = سجّلت الدخول باسم { $name } ({ $email }). دور هذا الحساب «{ $role }». يمكن لمدير آخر تغييره.
admin-to-studio = إلى الاستوديو
admin-other = تسجيل الدخول بحساب آخر
admin-close = إغلاق
admin-more = عرض المزيد

## How the service is

system-good = كل شيء يعمل.
system-backends = الخدمات الخلفية
backend-database = قاعدة البيانات
backend-redis = Redis
backend-volatile = Redis المؤقت
backend-blobs = مخزن الصور
backend-keys = مخزن المفاتيح
backend-is-folder = مجلد
backend-compatible = متوافق مع MongoDB { $version }
backend-object-store = مخزن كائنات
backend-memory = { $count ->
    [zero] { $used } مستخدمة، لا اتصالات
    [one] { $used } مستخدمة، اتصال واحد
    [two] { $used } مستخدمة، اتصالان
    [few] { $used } مستخدمة، { $count } اتصالات
    [many] { $used } مستخدمة، { $count } اتصالًا
   *[other] { $used } مستخدمة، { $count } اتصال
  }
backend-no-answer = لا استجابة
backend-away = غير متاح
system-away = { $name }: لا استجابة.
system-queues = قوائم الانتظار
system-queue = القائمة
system-waiting = تنتظر
system-running = قيد التنفيذ
system-oldest = أقدمها ينتظر منذ
system-queues-unknown = غير معروفة ما دام Redis لا يستجيب.
queue-ingest = صور في الانتظار
queue-search = عمليات بحث في الانتظار
queue-keeper = أعمال الصيانة
system-processes = العاملون والويب
system-process = العملية
system-where = الجهاز
system-seen = آخر ظهور
system-busy = مشغولة بـ
system-done = أُنجز
system-failed = فشل
system-memory = الذاكرة
system-since = منذ
system-processes-none = لم تُعلن أي عملية عن نفسها بعد.
system-silent = صامتة
system-disk = القرص
disk-free = { $free } متاحة من { $total }
disk-label = القرص: { $free } متاحة من { $total }
disk-short = لا تُقبل الصور: المتاح على القرص أقل من { $reserve }، وهو محجوز لقاعدة البيانات. احذف فعاليات أو أضِف مساحة؛ يُستأنف الرفع تلقائيًا.
disk-low-bad = لم يبقَ على القرص إلا { $free } من { $total }. سيفشل الرفع قريبًا: احذف فعاليات أو أضِف مساحة.
disk-low-warning = لم يبقَ على القرص إلا { $free } من { $total }. وفّر مساحة قبل الفعالية الكبيرة القادمة.
missing-ingest = لا يعمل أي عامل ingest: لا تُعالَج الصور الجديدة.
missing-search = لا يعمل أي عامل search: لا يجد الضيوف شيئًا.
missing-keeper = لا يعمل أي عامل keeper: لا يُحذف ما انتهت مدته.
waits-ingest = { $count ->
    [zero] تنتظر الصور منذ { $time }: لا مهام.
    [one] تنتظر الصور منذ { $time }: مهمة واحدة.
    [two] تنتظر الصور منذ { $time }: مهمتان.
    [few] تنتظر الصور منذ { $time }: { $count } مهام.
    [many] تنتظر الصور منذ { $time }: { $count } مهمة.
   *[other] تنتظر الصور منذ { $time }: { $count } مهمة.
  }
waits-search = { $count ->
    [zero] ينتظر الضيوف منذ { $time }: لا مهام.
    [one] ينتظر الضيوف منذ { $time }: مهمة واحدة.
    [two] ينتظر الضيوف منذ { $time }: مهمتان.
    [few] ينتظر الضيوف منذ { $time }: { $count } مهام.
    [many] ينتظر الضيوف منذ { $time }: { $count } مهمة.
   *[other] ينتظر الضيوف منذ { $time }: { $count } مهمة.
  }
waits-keeper = { $count ->
    [zero] تنتظر الصيانة منذ { $time }: لا مهام.
    [one] تنتظر الصيانة منذ { $time }: مهمة واحدة.
    [two] تنتظر الصيانة منذ { $time }: مهمتان.
    [few] تنتظر الصيانة منذ { $time }: { $count } مهام.
    [many] تنتظر الصيانة منذ { $time }: { $count } مهمة.
   *[other] تنتظر الصيانة منذ { $time }: { $count } مهمة.
  }
waits-other = { $count ->
    [zero] تنتظر القائمة { $name } منذ { $time }: لا مهام.
    [one] تنتظر القائمة { $name } منذ { $time }: مهمة واحدة.
    [two] تنتظر القائمة { $name } منذ { $time }: مهمتان.
    [few] تنتظر القائمة { $name } منذ { $time }: { $count } مهام.
    [many] تنتظر القائمة { $name } منذ { $time }: { $count } مهمة.
   *[other] تنتظر القائمة { $name } منذ { $time }: { $count } مهمة.
  }
damage-found = { $count ->
    [zero] لا عناصر تالفة.
    [one] عنصر مخزَّن واحد تالف. انظر أدناه.
    [two] عنصران مخزَّنان تالفان. انظر أدناه.
    [few] { $count } عناصر مخزَّنة تالفة. انظر أدناه.
    [many] { $count } عنصرًا مخزَّنًا تالف. انظر أدناه.
   *[other] { $count } عنصر مخزَّن تالف. انظر أدناه.
  }
damage-title = التالف
damage-last = آخر { $shown } من { $total }.
damage-what = ماذا
damage-which = أيّها
damage-noticed = اكتُشف
damage-then = ما يحدث الآن
damage-faces = وجوه صورة
damage-faces-means = يُعاد إنشاؤها من الصورة تلقائيًا.
damage-template = بصمة وجه لعملية بحث
damage-template-means = لا تصل الضيف صور جديدة وعليه البحث من جديد.
damage-match = موضع وجه في صورة
damage-match-means = لا يرى الضيف تلك الصورة.
damage-key = مفتاح
damage-key-means = لا يُفتح شيء مما شُفّر به. استعِد المفتاح من نسخة احتياطية.
versions-title = الإصدارات
versions-since = eventphotos { $version }، يعمل منذ { $time }.
versions-unknown = eventphotos { $version }.
versions-engine = يقرأ الوجوه { $name }.
versions-vectors = متجهات وجه بعدد أبعاد { $dimension }

## Everybody's events

table-total = تشغل كل الفعاليات معًا { $size }.
table-search = الاسم أو الرقم أو المالك
table-none-found = لا فعاليات مطابقة. جرّب حروفًا أقل.
table-none = لا توجد فعاليات بعد.
table-event = الفعالية
table-owner = المالك
table-created = أُنشئت
table-kept = تُحفظ حتى
table-photos = الصور
table-faces = الوجوه
table-guests = الضيوف
table-size = الحجم
table-acts = سجلها
table-number = رقم { $id }
table-nobody = لا أحد
table-for-good = بلا تاريخ انتهاء
table-measuring = يجري القياس
table-log-of = سجل { $name }

## People

people-name = الاسم
people-role = الدور
people-events = الفعاليات
people-created = منذ
people-seen = آخر تسجيل دخول
people-acts = الإجراءات
people-create = إنشاء حساب
people-invite = دعوة شخص
people-search = الاسم أو البريد
people-every-role = كل الأدوار
people-none = لا أحد مطابق. جرّب حروفًا أقل أو كل الأدوار.
people-you = أنت
people-disabled = معطّل
people-never = أبدًا
people-manage = إدارة
people-manage-one = إدارة { $name }
people-is-you = هذا أنت. لا يغيّر دورك أو يعطّل حسابك إلا مدير آخر.
people-did = ما فعلوه
role-admin-means = يرى فعاليات الجميع وحساباتهم ويغيّرها، وكذلك هذه الإدارة.
role-photographer-means = ينشئ الفعاليات ولا يرى إلا فعالياته.
role-guest-means = لا ينشئ فعاليات. لا يحتاج الضيوف إلى حساب للعثور على صورهم.
people-role-change = تغيير الدور
people-make-admin = هل تريد جعل { $name } مديرًا؟
people-make-photographer = هل تريد جعل { $name } مصوّرًا؟
people-make-guest = هل تريد جعل { $name } ضيفًا؟
people-to-admin = سيرى { $name } فعاليات الجميع وحساباتهم ويمكنه تغييرها.
people-to-photographer = لن يرى { $name } إلا فعالياته، ولن يرى هذه الإدارة.
people-to-guest = لن يستطيع { $name } إنشاء الفعاليات أو إدارتها.
people-make-yes = تغيير الدور
people-disabled-lead = لا يستطيع { $name } تسجيل الدخول. تستمر فعالياته للضيوف.
people-enable = تفعيل الحساب
people-disable = تعطيل الحساب
people-disable-ask = هل تريد تعطيل { $name }؟
people-disable-lead = يُسجَّل خروجه فورًا من كل مكان ولا يمكنه الدخول مجددًا. تبقى فعالياته وتستمر للضيوف. يمكنك تفعيل الحساب من جديد.
people-disable-yes = تعطيل
people-forgotten = كلمة مرور منسية
people-forgotten-lead = رابط لاختيار كلمة جديدة. تسلّمه بنفسك.
people-link = إنشاء رابط
people-link-mail = إنشاء رابط وإرساله بالبريد
people-link-reset = رابط لتعيين كلمة مرور جديدة
people-link-choose = رابط لاختيار كلمة مرور
people-made = أُنشئ الحساب
people-made-lead = يختار { $name } ({ $email }) كلمة المرور بهذا الرابط. حتى ذلك الحين لا يستطيع أحد دخول الحساب.
people-create-yes = إنشاء الحساب
people-creating = يجري الإنشاء …
people-new-name = اسمه
people-new-email = بريده الإلكتروني
once-link = أعطِ هذا الرابط إلى { $name }. يصلح مرة واحدة حتى { $time }، ويُعرض الآن فقط.
once-link-anybody = أعطِ هذا الرابط إلى الشخص الذي تدعوه. يصلح مرة واحدة حتى { $time }، ويُعرض الآن فقط.
once-copy = نسخ الرابط

## Invitations

invite-lead = رابط لإنشاء حساب. تسلّمه بنفسك.
invite-ready = الدعوة جاهزة.
invite-link = رابط الدعوة
invite-make = إنشاء دعوة
invite-making = يجري الإنشاء …
invite-note = لمن هي؟ (اختياري)
invite-note-hint = لا يراه إلا المديرون.
invite-open = الدعوات المفتوحة
invite-open-none = لا شيء. لا تُعرض المستخدمة والمنتهية.
invite-anybody = لا أحد بعينه
invite-until = حتى { $time }
invite-withdraw = سحب
invite-withdraw-one = سحب: { $name }

## The log

log-zone = الأوقات بمنطقتك الزمنية ({ $zone }).
log-none = لا شيء مطابق. جرّب تصفية أوسع.
log-when = متى
log-who = من
log-what = ماذا
log-event = الفعالية
log-details = التفاصيل
log-everyone = الجميع
log-accounts = الحسابات
log-guests = الضيوف
log-kiosks = الأكشاك
log-service = الخدمة
log-a-guest = ضيف
log-one = هذا فقط
log-everything = كل شيء
log-anything = { $group }: الكل
log-search = اسم أو بريد أو كلمة
log-event-number = رقم الفعالية
log-from = من
log-until = إلى
log-all = عرض الكل
log-yes = نعم
log-no = لا
log-group-camera = الكاميرات
log-group-consent = الموافقة
log-group-event = الفعاليات
log-group-invitation = الدعوات
log-group-kiosk = الأكشاك
log-group-photo = الصور
log-group-search = عمليات البحث
log-group-sender = الكاميرات عبر FTP
log-group-share_link = الروابط
log-group-token = رموز الوصول
log-group-user = الحسابات
log-group-webhook = إشعارات الويب

## What somebody did, to be read after their name, by the log's actions

did-brand-change = تعديل علامة تجارية
did-camera-change = تصحيح ساعة كاميرا
did-consent-give = الموافقة على البحث بالوجه
did-consent-withdraw = سحب الموافقة
did-event-change = تغيير إعدادات فعالية
did-event-create = إنشاء فعالية
did-event-delete = حذف فعالية
did-event-export = تصدير فعالية
did-event-expired = حذف فعالية منتهية
did-invitation-create = دعوة شخص
did-invitation-revoke = سحب دعوة
did-kiosk-change = غيّر جدار صور
did-kiosk-create = إضافة كشك
did-kiosk-pair = ربط كشك
did-kiosk-revoke = إلغاء كشك
did-kiosk-wrong_code = إدخال رمز كشك خاطئ
did-photo-approve = قبول صور
did-photo-delete = حذف صور
did-photo-download = تنزيل صور
did-photo-hide = إخفاء صور
did-photo-hold = إعادة صور إلى المراجعة
did-photo-reject = رفض صور
did-photo-release = نشر صور بعد مدة الانتظار
did-photo-retry = إعادة محاولة صور
did-photo-unhide = إظهار صور مخفية
did-search-download = تنزيل الصور التي عُثر عليها
did-search-end = إنهاء عملية بحث
did-search-export = تصدير بيانات عملية بحث
did-search-feedback = الإجابة عن «هل هذا أنت؟»
did-search-selfies = إضافة صورة ذاتية إلى عملية بحث
did-search-hand_off = نقل عملية بحث إلى هاتف
did-alert-ask = طلب إخباره بالصور الجديدة
did-alert-confirm = أكّد عنوانًا للصور الجديدة
did-alert-stop = أوقف إخباره بالصور الجديدة
did-alert-refuse = رفض رسائل الصور الجديدة
did-search-start = بدء عملية بحث
did-search-wall = أجاب بشأن جدار الصور
did-search-withdraw = حذف عملية بحثه
did-sender-create = إضافة كاميرا
did-sender-revoke = إلغاء دخول كاميرا
did-sender-sign_in = تسجيل دخول كاميرا
did-sender-sign_in_failed = فشل تسجيل دخول كاميرا
did-share_link-change = تعديل رابط
did-share_link-create = إنشاء رابط
did-share_link-open = فتح رابط
did-share_link-pin_tried_out = تجريب رموز PIN لرابط
did-share_link-revoke = إلغاء رابط
did-share_link-wrong_pin = إدخال رمز PIN خاطئ
did-token-create = إنشاء رمز وصول
did-token-revoke = إلغاء رمز وصول
did-user-change = تغيير حساب
did-user-create = إنشاء حساب
did-user-password_change = تغيير كلمة مروره
did-user-password_reset = تعيين كلمة مرور جديدة برابط
did-user-password_reset_link = إنشاء رابط لكلمة مرور جديدة
did-user-forgot_password = طلب بالبريد رابطًا لكلمة مرور جديدة
did-user-confirm_address = أكّد البريد الإلكتروني
did-user-register = التسجيل
did-user-sign_in = تسجيل الدخول
did-user-sign_in_failed = فشل تسجيل الدخول
did-user-sign_out = تسجيل الخروج
did-user-wrong_invitation = استخدام دعوة غير صالحة
did-user-wrong_password = إدخال كلمة مرور حالية خاطئة
did-user-wrong_reset_link = استخدام رابط غير صالح لكلمة مرور جديدة
did-webhook-create = إنشاء إشعار ويب
did-webhook-change = تغيير إشعار ويب
did-webhook-delete = حذف إشعار ويب
did-webhook-disable = تعطيل إشعار ويب فاشل
did-webhook-new_secret = تجديد المفتاح السري لإشعار ويب
did-team-accept = الانضمام إلى فريق فعالية
did-team-change = تغيير دور زميل
did-team-decline = رفض دعوة إلى فريق
did-team-invite = دعوة زميل
did-team-leave = مغادرة فريق فعالية
did-team-remove = إزالة زميل
did-team-revoke_invitation = سحب دعوة زميل
log-group-team = الفرق
