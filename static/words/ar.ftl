### نصوص صفحة الضيف والشاشة التفاعلية وصفحة البداية بالعربية. Fluent (projectfluent.org).

## Shared: languages and the connection

language-label = اللغة
connection-online = مباشر
connection-waiting = لا يوجد اتصال الآن. نواصل المحاولة، ولن يضيع شيء.
skip-to-content = انتقل إلى المحتوى
one-moment = لحظة من فضلك …
try-again = حاول مرة أخرى
back = رجوع
cancel = إلغاء
close = إغلاق

## Shared: photos of somebody

photos-of-you = { $count ->
    [zero] لا صور لك
    [one] صورة واحدة لك
    [two] صورتان لك
    [few] { $count } صور لك
    [many] { $count } صورة لك
   *[other] { $count } صورة لك
  }
photos-of-you-so-far = { $count ->
    [zero] لا صور حتى الآن …
    [one] صورة واحدة حتى الآن …
    [two] صورتان حتى الآن …
    [few] { $count } صور حتى الآن …
    [many] { $count } صورة حتى الآن …
   *[other] { $count } صورة حتى الآن …
  }
new-photos = { $count ->
    [zero] لا صور جديدة لك
    [one] صورة جديدة لك
    [two] صورتان جديدتان لك
    [few] { $count } صور جديدة لك
    [many] { $count } صورة جديدة لك
   *[other] { $count } صورة جديدة لك
  }
no-photos-yet = لا صور لك بعد
looking-at-selfie = ننظر في صورتك الذاتية …
looking-for-you = نبحث عنك …
looking-through = نبحث في الصور
looked-through = تم النظر في { $scanned } من { $total } صورة
just-in = جديدة
open-photo = افتح الصورة { $index } من { $total }
open-new-photo = افتح الصورة الجديدة { $index } من { $total }
photo-position = الصورة { $index } من { $total }
photo-number = الصورة { $index }
previous-photo = الصورة السابقة
next-photo = الصورة التالية
zoom-photo = تكبير
photo-failed = تعذّر تحميل هذه الصورة.
maybe-you = ربما أنت
maybe-several = ربما أحدكم
maybe-lead = لسنا متأكدين من هذه الصور. القرار لك.
is-this-you = هل هذا أنت؟
yes-me = نعم، أنا
not-me = لست أنا
answered-yes = أصبحت من صورك
answered-no = ليس أنت
is-this-person = هل هذا { $name }؟
yes-person = نعم
not-person = لا
answered-yes-person = { $name } في الصورة
answered-no-person = { $name } ليس في الصورة
undo = تراجع
undo-now = حذف الآن
undo-failed = لم يُحذف: { $what }
open-doubtful-photo = افتح هذه الصورة التي قد تظهر فيها

## Shared: what is wrong with a selfie, and what to do about it

rejected-title = لنحاول مرة أخرى
rejected-no_face = لم نعثر على وجه. انظر مباشرة إلى الكاميرا وليكن وجهك كله داخل الإطار.
rejected-several_faces = في الصورة أكثر من وجه. التقط صورة لك وحدك.
rejected-too_small = وجهك صغير جدًا في الصورة. اقترب أكثر.
rejected-too_blurry = الصورة مهزوزة. اثبت لحظة أو امسح العدسة.
rejected-too_dark = المكان مظلم جدًا. ابحث عن إضاءة أقوى، ويفضّل أن تكون من الأمام.
rejected-unreadable = لم نتمكن من قراءة هذه الصورة. التقط صورة جديدة من فضلك.
rejected-selfie_gone = فُقدت صورتك قبل أن نتمكن من فحصها لأننا لا نحتفظ بها إلا في الذاكرة المؤقتة. التقطها مرة أخرى من فضلك.
tap-your-face = المس وجهك
picture-of-several = صورتك، وفيها عدة أشخاص
several-people = في هذه الصورة عدة أشخاص. من منهم أنت؟
face-left = الوجه { $index } من { $total }، إلى اليسار
face-right = الوجه { $index } من { $total }، إلى اليمين
face-middle = الوجه { $index } من { $total }، في الوسط

## Shared: the camera

camera-denied = الكاميرا غير مسموح بها هنا. اسمح بها لهذه الصفحة في إعدادات المتصفح، أو اختر صورة.
camera-missing = لا توجد كاميرا هنا. اختر صورة بدلًا من ذلك.
camera-busy = تطبيق آخر يستخدم الكاميرا. أغلقه وحاول مرة أخرى، أو اختر صورة.
camera-insecure = تعمل الكاميرا عبر عنوان آمن (https) فقط. اختر صورة بدلًا من ذلك.
camera-failed = الكاميرا لا تستجيب. حاول مرة أخرى، أو اختر صورة.
camera-ended = انقطعت الكاميرا. صِلها أو شغّلها وحاول مرة أخرى، أو اختر صورة.
camera-live = صورة مباشرة من الكاميرا
camera-starting = الكاميرا تبدأ العمل. قد يطلب المتصفح إذنك.

## Shared: whose event it is

brand-privacy = الخصوصية
brand-credit = بواسطة eventphotos

## Shared: errors, by their code or their HTTP status

error-pin_required = هذه الفعالية محمية برمز سري. وصلك الرمز مع الرابط.
error-wrong_pin = هذا الرمز غير صحيح. حاول مرة أخرى.
error-link_expired = انتهت صلاحية هذا الرابط. اطلب رابطًا جديدًا من حيث حصلت عليه.
error-link_revoked = سُحب هذا الرابط. اطلب رابطًا جديدًا من حيث حصلت عليه.
error-handoff_expired = انتهت صلاحية هذا الرمز. يُرجى البدء من جديد عند الشاشة التي عرضته.
error-handoff_used = استُخدم هذا الرمز من قبل: فهو يعمل مرة واحدة ولهاتف واحد. إن لم تكن أنت من استخدمه، فيُرجى البدء من جديد عند الشاشة التي عرضته.
error-reset_expired = استُخدم هذا الرابط من قبل، أو مضى عليه وقت طويل.
error-consent_changed = تغيّر للتو النص الذي توافق عليه. يُرجى قراءته مرة أخرى.
error-consent_required = لا يمكننا البحث عنك إلا بعد موافقتك.
error-selfie_missing = التقط صورة ذاتية أولًا.
error-too_many_selfies = يمكنك إضافة ثلاث صور ذاتية في المرة الواحدة، وخمس للشخص الواحد.
error-search_not_live = لا يقبل هذا البحث صورًا ذاتية الآن. حاول مرة أخرى بعد لحظات.
error-empty_file = هذه الصورة فارغة. اختر صورة أخرى.
error-selfie_search_off = البحث بالصورة الذاتية متوقف في هذه الفعالية.
error-downloads_off = لا يتيح المصوّر تنزيل صور هذه الفعالية.
error-gallery_closed = معرض هذه الفعالية غير متاح لك.
error-picture_not_ready = هذه الصورة قيد التحضير. حاول مرة أخرى بعد لحظات.
error-media_url_expired = يجب تحميل هذه الصورة من جديد. حاول مرة أخرى.
error-unreachable = تعذّر الوصول إلى الخدمة. تحقق من اتصالك وحاول مرة أخرى.
error-search_ended = انتهى هذا البحث، وحُذف كل ما يتعلق به.
error-search_ended_by_photographer = أغلق المصوّر الرابط الذي جئت منه وأنهى معه بحثك. حُذف رمز وجهك وكل ما عُثر عليه.
error-visit_over = لم يعد شيء عنك محفوظًا هنا. للبحث من جديد، افتح رابط الفعالية أو ابدأ عند الشاشة.
error-status-401 = انتهت زيارتك. افتح رابطك من جديد.
error-status-403 = هذا غير متاح لك.
error-status-404 = تحقّق من الرابط: ربما كُتب خطأ، أو انتهت الفعالية.
error-status-409 = لم يعد هذا ممكنًا. حاول مرة أخرى.
error-status-410 = لم يعد هذا متاحًا.
error-status-413 = هذه الصورة كبيرة جدًا. اختر صورة أصغر.
error-status-415 = هذا الملف ليس صورة يمكننا قراءتها. اختر صورة من نوع JPEG أو PNG أو HEIC.
error-status-422 = لم نفهم ذلك. حاول مرة أخرى.
error-status-429 = كان ذلك سريعًا بعض الشيء.
error-status-503 = الخدمة مشغولة الآن.
error-unknown = حدث خطأ من جانبنا. حاول مرة أخرى.
error-retry-after = { $seconds ->
    [zero] حاول مرة أخرى الآن.
    [one] حاول مرة أخرى بعد ثانية واحدة.
    [two] حاول مرة أخرى بعد ثانيتين.
    [few] حاول مرة أخرى بعد { $seconds } ثوانٍ.
    [many] حاول مرة أخرى بعد { $seconds } ثانية.
   *[other] حاول مرة أخرى بعد { $seconds } ثانية.
  }

## Guest: opening a link

guest-title = { $event } · اعثر على صورك
guest-opening = نفتح الفعالية …
guest-closed-title = لم تُفتح الصفحة
guest-expired-title = انتهى هذا الرابط
guest-handoff-over-title = لم يعد هذا الرمز صالحًا
guest-unknown-title = الرابط غير موجود
guest-ended-title = انتهى هذا البحث
guest-offline-title = أنت غير متصل
guest-offline-lead = تُفتح هذه الصفحة من تلقاء نفسها حالما يعود الاتصال. لن يضيع شيء يخصك.
guest-pin-title = أدخل الرمز السري
guest-pin-label = الرمز السري
guest-pin-submit = افتح الفعالية
guest-pin-locked = { $seconds ->
    [zero] رموز خاطئة كثيرة. يمكنك المحاولة الآن.
    [one] رموز خاطئة كثيرة. يمكنك المحاولة بعد ثانية واحدة.
    [two] رموز خاطئة كثيرة. يمكنك المحاولة بعد ثانيتين.
    [few] رموز خاطئة كثيرة. يمكنك المحاولة بعد { $seconds } ثوانٍ.
    [many] رموز خاطئة كثيرة. يمكنك المحاولة بعد { $seconds } ثانية.
   *[other] رموز خاطئة كثيرة. يمكنك المحاولة بعد { $seconds } ثانية.
  }
guest-pin-locked-spoken = رموز خاطئة كثيرة. انتظر قليلًا من فضلك.
guest-pin-again = يمكنك المحاولة الآن.

## Guest: welcome and consent

guest-cover = صورة غلاف الفعالية
guest-promise = التقط صورة ذاتية واحدة وشاهد الصور التي تظهر فيها: الموجودة الآن، والجديدة فور وصولها.
guest-selfie-fate = تُحذف صورتك الذاتية بعد البحث مباشرة. ويبقى رمز مشفّر لوجهك لا يُستخدم إلا للعثور عليك في هذه الفعالية. يمكنك حذفه في أي وقت.
guest-registered-only = في هذه الفعالية لا تُقارن الوجوه في الصور إلا بوجوه الضيوف الذين طلبوا ذلك. ولا يُحفظ وجه أي شخص آخر.
guest-photographer-says = كلمة من المصوّر
guest-consent = نعم، ابحثوا عن وجهي
guest-consent-scope = في صور هذه الفعالية
guest-consent-missing = ضع علامة في المربع أعلاه أولًا: لا نبحث عنك إلا إذا قلت نعم.
guest-begin = التقط صورة ذاتية
guest-details-title = ماذا يحدث لوجهي بالضبط؟
guest-details-selfie = تُستخدم صورتك الذاتية مرة واحدة لحساب رمز لوجهك ثم تُحذف. لا تُعرض على أحد ولا تُحفظ ملفًا أبدًا.
guest-details-code = يُقارن الرمز بالوجوه في صور هذه الفعالية فقط. ويُحفظ مشفّرًا بمفتاح خاص به، وكذلك موضع وجهك في كل صورة نعثر عليها. أما قائمة الصور التي عُثر عليها لبحثك فتُحفظ مقروءة، من دون اسمك.
guest-details-who = لا أحد سواك يرى ما عُثر عليه. لا يرى المصوّر صورتك الذاتية ولا نتائجك.
guest-details-forget = يحذف زر «انسوني» الرمز ومفتاحه والنتائج فورًا. وإن لم تفعل شيئًا فسيُحذف كل ذلك عند انتهاء البحث. ويمكن للمصوّر أيضًا إنهاء البحث بإغلاق الرابط الذي جئت منه.
guest-details-record = تبقى موافقتك ووقتها مسجّلين للإثبات، من دون أي شيء عن وجهك. ويُحذف هذا السجل بعد { $days } يومًا من انتهاء بحثك.
guest-details-free = الموافقة اختيارك الحر. التقط صورة ذاتية لنفسك فقط.
guest-search-off-title = لا بحث بالصورة الذاتية هنا
guest-search-off = أوقف المصوّر البحث بالصورة الذاتية في هذه الفعالية.
guest-gallery-promise = هنا كل صور هذه الفعالية، وتظهر الصور الجديدة فور وصولها.
guest-search-off-ask = اسأل المصوّر كيف تحصل على صورك.
guest-see-all = شاهد جميع الصور

## Guest: the selfie

guest-selfie-title = صورتك الذاتية
guest-selfie-hint = ضع وجهك داخل الشكل البيضوي وانظر إلى الكاميرا. الضوء من الأمام يساعد.
guest-shoot = التقط الصورة
guest-countdown = اثبت مكانك …
guest-retake = التقطها من جديد
guest-another = أضف صورة أخرى
guest-another-why = صورة ذاتية ثانية من زاوية مختلفة قليلًا تعثر على صور أكثر.
guest-choose = اختر صورة
guest-choose-label = اختر حتى ثلاث صور لك
guest-use-camera = استخدم الكاميرا
guest-in-app = أنت داخل تطبيق لا كاميرا فيه لهذه الصفحة. انسخ الرابط وافتحه في { $browser }، أو اختر صورة هنا.
guest-in-app-copy = انسخ الرابط لفتحه في { $browser }
guest-in-app-copied = تم نسخ الرابط. افتح { $browser } والصقه في شريط العنوان.
guest-in-app-not-copied = لا يسمح التطبيق بالنسخ. هذا هو الرابط لفتحه في { $browser }:
guest-selfie-position = الصورة الذاتية { $index }
guest-remove-selfie = أزل الصورة الذاتية { $index }
guest-selfies-taken = { $count ->
    [zero] لا صور ذاتية بعد
    [one] صورة ذاتية واحدة من 3
    [two] صورتان ذاتيتان من 3
    [few] { $count } صور ذاتية من 3
    [many] { $count } صورة ذاتية من 3
   *[other] { $count } صورة ذاتية من 3
  }
guest-find = اعثر على صوري
guest-sending = جارٍ الإرسال …
guest-file-unreadable = «{ $name }» ليس صورة يمكننا قراءتها. اختر صورة من نوع JPEG أو PNG أو HEIC.
guest-file-too-large = «{ $name }» كبير جدًا. اختر صورة أصغر.

## Guest: results

guest-your-photos = صورك
guest-all-photos = جميع الصور
guest-live-until = ستظهر صورك الجديدة هنا حتى { $date }. بعد ذلك يُحذف بحثك، وتبقى الصور التي نزّلتها.
guest-nothing-lead = نواصل البحث، وستظهر صورك هنا. ابقَ قليلًا، أو عد لاحقًا بالرابط نفسه.
guest-strip-waiting = ستظهر صورك الجديدة هنا.
guest-to-check = { $count ->
    [zero] هل هذا أنت؟ ({ $count })
    [one] هل هذا أنت؟ ({ $count })
    [two] هل هذا أنت؟ ({ $count })
    [few] هل هذا أنت؟ ({ $count })
    [many] هل هذا أنت؟ ({ $count })
   *[other] هل هذا أنت؟ ({ $count })
  }
guest-show-all = الكل
guest-surest = الأفضل أولًا
guest-favourites = المفضّلة
guest-no-favourites = لا صور مفضّلة بعد. انقر القلب على صورة لتبقى هنا.
guest-not-me-said = لست أنت إذن. أخرجنا هذه الصورة من صورك.
guest-favourite = مفضّلة
guest-download = تنزيل
guest-download-all = نزّل الكل
guest-download-favourites = نزّل المفضّلة
guest-zip-making = نجهّز صورك …
guest-zip-progress = { NUMBER($received, maximumFractionDigits: 0) } من { NUMBER($total, maximumFractionDigits: 0) } ميغابايت
guest-zip-received = { NUMBER($received, maximumFractionDigits: 0) } ميغابايت
guest-zip-done = تم الحفظ. ابحث في مجلد التنزيلات.
guest-zip-handed-over = ينزّل متصفحك { NUMBER($total, maximumFractionDigits: 0) } ميغابايت. يمكنك مواصلة التصفّح.
guest-zip-name = { $event } – صوري
guest-zip-name-several = { $event } – صورنا
guest-share = مشاركة
guest-share-ready = انقر مرة أخرى للمشاركة
guest-share-failed = تعذّرت مشاركة هذه الصورة. حاول مرة أخرى، أو نزّلها.
guest-preparing = لحظة من فضلك …
albums = الألبومات
gallery-order = الترتيب
gallery-newest = الأحدث أولًا
gallery-day = بتسلسل اليوم
gallery-size = حجم الصور
gallery-smaller = صور أصغر
gallery-larger = صور أكبر
gallery-choose = اختيار
gallery-choose-photo = اختر الصورة { $index } من { $total }
gallery-chosen-tools = ما يمكن فعله بالصور المختارة
gallery-chosen-none = اضغط على الصور التي تريدها.
gallery-chosen = { $count ->
    [zero] لم تختر أي صورة.
    [one] اخترت صورة واحدة.
    [two] اخترت صورتين.
    [few] اخترت { $count } صور.
    [many] اخترت { $count } صورة.
   *[other] اخترت { $count } صورة.
  }
gallery-chosen-full = يمكنك اختيار { $count } في المرة الواحدة.
gallery-choose-all = اختر الكل
gallery-zip-name = { $event } – الصور
slideshow = عرض الشرائح
slideshow-title = عرض شرائح لكل الصور
slideshow-pause = إيقاف مؤقت
slideshow-play = تشغيل
guest-gallery-new = { $count ->
    [zero] لا صور جديدة
    [one] صورة جديدة واحدة
    [two] صورتان جديدتان
    [few] { $count } صور جديدة
    [many] { $count } صورة جديدة
   *[other] { $count } صورة جديدة
  }
guest-gallery-newer = اعرض الصور الجديدة
guest-gallery-empty = لا صور بعد. ستظهر هنا.
guest-gallery-end = { $count ->
    [zero] لا صور.
    [one] هذه هي الصورة الوحيدة.
    [two] هاتان هما الصورتان.
    [few] هذه كل الصور وعددها { $count }.
    [many] هذه كل الصور وعددها { $count }.
   *[other] هذه كل الصور وعددها { $count }.
  }
guest-expired-meanwhile = انتهت صلاحية الرابط، لكن ما عُثر عليه لك ما زال هنا.

guest-install-title = صورك على بُعد لمسة
guest-install-lead = أضف هذه الصفحة إلى شاشتك الرئيسية: تفتح فورًا، حتى دون اتصال.
guest-install-yes = تثبيت
guest-install-no = ليس الآن
guest-install-by-hand = المس زر المشاركة في متصفحك، ثم «إضافة إلى الشاشة الرئيسية». تبدأ الصفحة هناك من جديد: احتفظ بهذا الرابط.

alerts-open = أخبرني بالصور الجديدة
alerts-title = أخبرني بالصور الجديدة
alerts-lead = نخبرك فورًا بأول صورة جديدة لك، ثم مرة واحدة في الساعة على الأكثر، ومرة أخيرة حين تكتمل الصور.
alerts-push = إشعارات على هذا الجهاز
alerts-email = بريدك الإلكتروني
alerts-mail = بالبريد الإلكتروني
alerts-asked = أرسلنا رسالة إلى { $email }. أكّدها هناك، وسنخبرك بالصور الجديدة.
alerts-consent = إذا اخترت إحدى الطريقتين، نحتفظ بعنوانك أو بعنوان إشعارات هذا المتصفح مشفرًا حتى ينتهي بحثك، ولا نستخدمه لشيء آخر. يمكنك الإيقاف في أي وقت، هنا أو من أي رسالة.
alerts-stop = إيقاف
alerts-stop-of = إيقاف: { $target }
alerts-unconfirmed = بانتظار تأكيدك في الرسالة
alerts-this-device = هذا الجهاز
alerts-other-device = جهاز آخر
alerts-apple = على iPhone وiPad تصل الإشعارات إلى الصفحات الموجودة على الشاشة الرئيسية: المس «مشاركة» ثم «إضافة إلى الشاشة الرئيسية»، وافتح الصفحة هناك واختر هذا مرة أخرى.
alerts-no-way = لا يستطيع هذا المتصفح تلقي الإشعارات. احتفظ بالرابط وعد لاحقًا.
error-push_denied = لا يسمح متصفحك لهذه الصفحة بالإشعارات. اسمح بها في إعداداته ثم حاول مجددًا.
error-push_failed = تعذّر إعداد الإشعارات في هذا المتصفح. حاول مجددًا.
error-mail_off = هذه الخدمة لا ترسل بريدًا.
error-too_many_alerts = لديك خمسة تنبيهات بالفعل. أوقف واحدًا منها أولًا.
error-letter_over = انتهى هذا الرابط: انتهى البحث الذي يقود إليه، أو أُوقفت رسائله.
letter-title = تنبيهاتك بالبريد
letter-confirm-title = معرفة الصور الجديدة
letter-confirm-lead = طلب شخص ما أن نخبره بالصور الجديدة على هذا العنوان. إن كنت أنت، فأكّد ذلك.
letter-confirm-yes = نعم، أخبروني
letter-confirm-done-title = كل شيء جاهز
letter-confirm-done = تم. سنخبرك بالصور الجديدة: { $event }.
letter-refuse-title = لم تكن أنت؟
letter-refuse-lead = سنحذف هذا العنوان ولن نكتب إليه عن هذه الفعالية مرة أخرى.
letter-refuse-yes = لم أكن أنا
letter-refuse-done-title = حُذف العنوان
letter-refuse-done = تم. لن تصلك رسائل أخرى عن هذه الفعالية.
letter-stop-title = إيقاف هذه الرسائل؟
letter-stop-lead = لن نخبرك بالصور الجديدة بهذه الطريقة بعد الآن. تبقى صورك في مكانها.
letter-stop-yes = إيقافها
letter-stop-done-title = توقفت الرسائل
letter-stop-done = تم. لن تصلك هذه الرسائل بعد الآن.
letter-close = يمكنك إغلاق هذه الصفحة.
letter-over = لم يعد هذا الرابط يعمل. لا شيء آخر لتفعله.

## Guest: several people in one visit

selfie-add = أضف صورة ذاتية أخرى
selfie-another = صورة ذاتية أخرى
selfie-looking = نبحث بصورتك الجديدة أيضًا …
selfie-added = أُضيفت صورتك الجديدة: ما تعثر عليه يظهر هنا.
selfie-of-another = يبدو هذا شخصًا آخر، فلم يتغير شيء.
person-add = أضف شخصًا
person-title = من أيضًا؟
person-lead = طفلك أو شريكك مثلًا. تظهر صورهم هنا أيضًا، وترى أيها يجمعكم كلكم.
person-name = الاسم
person-name-missing = من فضلك اكتب ما تسمي به هذا الشخص.
person-consent = نعم، ابحثوا عن هذا الوجه: الشخص موافق، أو أنا أقرر عن طفلي
person-consent-missing = ضع علامة في المربع أعلاه أولًا: لا نبحث إلا عمن يوافق أو عمن يحق لك أن تقرر عنه.
person-begin = التقط الصورة
selfie-of-person = صورة { $name }
tap-face-of = المس وجه { $name }
people-label = الأشخاص
people-me = أنا
people-everybody = الكل
people-together = معًا
person-number = الشخص { $number }
forget-person = انسوا { $name }
forget-everybody = انسونا جميعًا
forget-person-question = هل ننسى { $name }؟
forget-everybody-question = هل ننساكم جميعًا؟
forget-others-lead = يحذف هذا رمز الوجه وكل ما عُثر عليه به، هنا وفي الخدمة. ولن تظهر صور جديدة بعد ذلك.
people-back = العودة إلى الصور
photos-of-person = { $count ->
    [zero] لا صور لـ{ $name }
    [one] صورة واحدة لـ{ $name }
    [two] صورتان لـ{ $name }
    [few] { $count } صور لـ{ $name }
    [many] { $count } صورة لـ{ $name }
   *[other] { $count } صورة لـ{ $name }
  }
photos-of-everybody = { $count ->
    [zero] لا صور لكم
    [one] صورة واحدة لكم
    [two] صورتان لكم
    [few] { $count } صور لكم
    [many] { $count } صورة لكم
   *[other] { $count } صورة لكم
  }
photos-together = { $count ->
    [zero] لا صور تجمعكم
    [one] صورة واحدة تجمعكم
    [two] صورتان تجمعانكم
    [few] { $count } صور تجمعكم
    [many] { $count } صورة تجمعكم
   *[other] { $count } صورة تجمعكم
  }

## الضيوف: عدة صور إلى الهاتف

choose-several = اختيار عدة صور
choose-lead = المس الصور التي تريدها
choose-all = الكل
choose-end = تم
choose-zip = ملف ZIP
chosen-photos = { $count ->
    [zero] المس الصور التي تريدها
    [one] تم اختيار صورة واحدة
    [two] تم اختيار صورتين
    [few] تم اختيار { $count } صور
    [many] تم اختيار { $count } صورة
   *[other] تم اختيار { $count } صورة
  }
save-photos = الحفظ على هذا الهاتف
save-ready = { $count ->
    [zero] لا صور للحفظ
    [one] المس لحفظ صورة واحدة
    [two] المس لحفظ صورتين
    [few] المس لحفظ { $count } صور
    [many] المس لحفظ { $count } صورة
   *[other] المس لحفظ { $count } صورة
  }
save-more = حفظ المزيد ({ $saved } من { $total })
save-done = { $count ->
    [zero] لم تُحفظ أي صورة
    [one] تم حفظ صورة واحدة
    [two] تم حفظ صورتين
    [few] تم حفظ { $count } صور
    [many] تم حفظ { $count } صورة
   *[other] تم حفظ { $count } صورة
  }
error-share_failed = لم يقبل هاتفك هذه الصور. اختر عددًا أقل أو خذها في ملف ZIP.

## الضيوف: المفضلة، للمصوّر وعلى أجهزة أخرى

favourite-photo = إضافة الصورة { $index } إلى المفضلة
guest-offline-seen = أنت غير متصل. هذه هي الصور التي شاهدتها هنا من قبل.
guest-list-for-photographer = يستطيع المصوّر رؤية صورك المفضلة، ولا يراها الضيوف الآخرون.
guest-list-name = اسمك (اختياري)
guest-list-name-save = حفظ
guest-list-name-saved = تم الحفظ
guest-list-link = الفتح على جهاز آخر
guest-list-link-why = أرسل هذا الرابط إلى نفسك: يفتح صورك المفضلة على أي جهاز حتى لو فقدت هذا الهاتف. كل من لديه الرابط يستطيع تغييرها.
guest-list-copied = تم نسخ الرابط
guest-list-unsent = { $count ->
    [zero] لا تغييرات بانتظار الإرسال.
    [one] سيُرسل تغيير واحد عند عودة الاتصال.
    [two] سيُرسل تغييران عند عودة الاتصال.
    [few] ستُرسل { $count } تغييرات عند عودة الاتصال.
    [many] سيُرسل { $count } تغييرًا عند عودة الاتصال.
   *[other] سيُرسل { $count } تغيير عند عودة الاتصال.
  }
guest-comment = تعليق
guest-comment-title = إلى المصوّر
guest-comment-lead = يقرأ هذا المصوّر وحده، لا الضيوف الآخرون.
guest-comment-label = تعليقك على هذه الصورة
guest-comment-send = إرسال
guest-comment-delete = حذف
guest-comment-deleted = حُذف التعليق.
guest-comment-waits = سيُرسل عند عودة الاتصال.
guest-chosen-title = صورك المفضلة
guest-chosen-only = المختارة
guest-chosen-none = لم تختر شيئًا بعد. المس القلب على الصورة لاختيارها.
guest-chosen-count = { $count ->
    [zero] لم تُختر أي صورة
    [one] تم اختيار صورة واحدة
    [two] تم اختيار صورتين
    [few] تم اختيار { $count } صور
    [many] تم اختيار { $count } صورة
   *[other] تم اختيار { $count } صورة
  }
guest-chosen-of = تم اختيار { $count } من { $goal }
guest-chosen-over = { $count ->
    [zero] العدد { $goal } كما طُلب
    [one] صورة واحدة أكثر من { $goal } المطلوبة
    [two] صورتان أكثر من { $goal } المطلوبة
    [few] { $count } صور أكثر من { $goal } المطلوبة
    [many] { $count } صورة أكثر من { $goal } المطلوبة
   *[other] { $count } صورة أكثر من { $goal } المطلوبة
  }
guest-chosen-finish = انتهيت من الاختيار
guest-chosen-finished = شكرًا. يستطيع المصوّر رؤية اختيارك.
guest-chosen-again = تغيير اختياري
error-favourites_full = يمكنك اختيار 2000 صورة كحد أقصى. أزل بعضها أولًا.
error-comments_off = لا يستقبل المصوّر تعليقات على هذه الصور.
error-too_many_comments = بلغت الحد الأقصى للتعليقات. احذف بعضها أولًا.
error-unknown_photo = هذه الصورة لم تعد موجودة.

## Guest: forget me

guest-export = حفظ بياناتي
guest-forget = انسوني
guest-forget-question = هل ننساك؟
guest-forget-lead = يحذف هذا رمز وجهك وكل ما عُثر عليه به، هنا وفي الخدمة. ولن تظهر صور جديدة لك بعد ذلك.
guest-forget-yes = نعم، احذف كل شيء
guest-forget-no = واصل البحث
guest-forgotten-title = حُذفت بياناتك
guest-forgotten-lead = حُذف رمز وجهك وكل ما عُثر عليه به. الصور التي نزّلتها تبقى لديك.
guest-forgetting-title = نُسيت على هذا الهاتف
guest-forgetting-lead = لم تؤكد الخدمة بعد أنها حذفت كل شيء أيضًا. سنعيد الطلب حتى تؤكد ذلك؛ اترك هذه الصفحة مفتوحة، أو افتحها من جديد عندما تعود إلى الاتصال.
guest-kept-forget = احذف من هذا الهاتف
guest-kept-forget-question = هل تحذف ما يحتفظ به هذا الهاتف؟
guest-kept-forget-lead = يحتفظ هذا الهاتف بالصور التي شاهدتها لتفتحها دون اتصال. ستُحذف هي ومفضّلتك وتعليقاتك، هنا وفي الخدمة. الصور التي نزّلتها تبقى لديك.
guest-kept-forget-given = الصور التي شاركتها تبقى في الفعالية، ولن يمكن حذفها من هذا الهاتف بعد ذلك: احذفها أولًا إن لم ترد بقاءها.
guest-kept-forgotten = حُذفت الصور التي احتفظ بها هذا الهاتف ومفضّلتك وتعليقاتك. الصور التي نزّلتها تبقى لديك.
guest-receipt-title = إيصال
guest-receipt-event = الفعالية
guest-receipt-search = البحث
guest-receipt-agreed = وافقت
guest-receipt-withdrawn = سحبت موافقتك
guest-receipt-number = الرقم
guest-receipt-check = للتحقق منه
guest-receipt-erased = ما حُذف
guest-receipt-selfie = صورتك الذاتية
guest-receipt-template = رمز وجهك
guest-receipt-matches = كل ما عُثر عليه
guest-receipt-already = كان قد حُذف من قبل.
guest-receipt-save = احفظ الإيصال
guest-receipt-print = طباعة
guest-start-again = ابدأ من جديد

## Start page

start-title = اعثر على نفسك في الصور
start-lead = صورة ذاتية واحدة، فتظهر صورك على هاتفك والفعالية ما زالت مستمرة.
start-lost-title = الصفحة غير موجودة
start-lost-lead = تحقّق من العنوان، أو تابع من هنا.
start-guest-title = هل كنت في فعالية؟
start-guest-lead = افتح الرابط الذي أُعطي لك، أو امسح الرمز على البطاقة أو الشاشة هناك.
start-open-events = فعاليات مفتوحة
start-events-loading = نبحث عن فعاليات …
start-step-open = افتح الرابط أو امسح الرمز.
start-step-selfie = التقط صورة ذاتية.
start-step-photos = تظهر صورك، ثم تلحق بها الجديدة.
start-photographer-title = هل أنت المصوّر؟
start-photographer-lead = ارفعها وأنت تصوّر، والضيوف يعثرون على أنفسهم.
start-sign-in = تسجيل الدخول
start-register = إنشاء حساب
start-organiser-title = هل تدير المكان؟
start-organiser-lead = اجعل أي شاشة لمس مكانًا يجد فيه الضيوف صورهم.
start-kiosk = جهّز شاشة

## Card: printed, on the tables of a party

card-title = اعثر على صورك
card-step-scan = امسح الرمز بهاتفك
card-step-selfie = التقط صورة ذاتية واحدة
card-step-see = شاهد الصور التي تظهر فيها، ومنها ما سيأتي لاحقًا
card-pin = الرمز السري { $pin }
card-pin-ask = سيُطلب منك رمز سري، ويسعدنا أن نخبرك به.
card-promise = تُحذف صورتك الذاتية بعد البحث مباشرة.

## Giving photos

wall-question = هل يمكن لجدار الصور في المكان عرض صورك؟
wall-question-of = هل يمكن لجدار الصور في المكان عرض صور { $name }؟
wall-question-yes = نعم
wall-question-no = لا
wall-question-means = إن أجبت بلا، فلن تُعرض على الجدار الصور التي تظهر فيها بالتأكيد. يمكنك تغيير إجابتك، وتُحذف مع بحثك.

give-offer = شارك صورك
give-title = شارك صورك
give-lead = أضف صورًا التقطتها في هذه الفعالية. لا حاجة إلى صورة ذاتية.
give-name = اسمك (اختياري)
give-name-hint = يظهر مع صورك.
give-choose = اختر صورًا
give-camera = التقط صورة
give-on-the-way = جارٍ إرسال صورك
give-stuck = { $count ->
    [zero] لا اتصال.
    [one] لا اتصال. ستُستأنف صورة واحدة تلقائيًا.
    [two] لا اتصال. ستُستأنف صورتان تلقائيًا.
    [few] لا اتصال. ستُستأنف { $count } صور تلقائيًا.
    [many] لا اتصال. ستُستأنف { $count } صورة تلقائيًا.
   *[other] لا اتصال. ستُستأنف { $count } صورة تلقائيًا.
  }
give-left = { $count ->
    [zero] لا صور متبقية …
    [one] بقيت صورة واحدة …
    [two] بقيت صورتان …
    [few] بقيت { $count } صور …
    [many] بقيت { $count } صورة …
   *[other] بقيت { $count } صورة …
  }
give-done = { $count ->
    [zero] لم تُرسل أي صورة.
    [one] أُرسلت صورة واحدة. شكرًا!
    [two] أُرسلت صورتان. شكرًا!
    [few] أُرسلت { $count } صور. شكرًا!
    [many] أُرسلت { $count } صورة. شكرًا!
   *[other] أُرسلت { $count } صورة. شكرًا!
  }
give-twice = { $count ->
    [zero] لا صور مكررة.
    [one] صورة واحدة موجودة من قبل.
    [two] صورتان موجودتان من قبل.
    [few] { $count } صور موجودة من قبل.
    [many] { $count } صورة موجودة من قبل.
   *[other] { $count } صورة موجودة من قبل.
  }
give-failed = { $count ->
    [zero] أُرسل كل شيء.
    [one] تعذّر إرسال صورة واحدة.
    [two] تعذّر إرسال صورتين.
    [few] تعذّر إرسال { $count } صور.
    [many] تعذّر إرسال { $count } صورة.
   *[other] تعذّر إرسال { $count } صورة.
  }
given-title = صورك
given-none = لا شيء بعد. ستظهر هنا الصور التي تشاركها.
given-processing = قيد التحضير …
given-waiting = بانتظار الموافقة
given-shown = ظاهرة للضيوف
given-not_shown = غير ظاهرة للضيوف
given-failed = تعذّرت قراءة هذه الصورة. يُرجى حذفها.
given-delete = حذف
given-delete-named = حذف { $name }
given-deleted = حُذفت الصورة «{ $name }».
given-from = من { $name }
given-from-guest = من أحد الضيوف
error-giving_off = لا تستقبل هذه الفعالية صورًا من الضيوف الآن.
error-given_enough = بلغت الحد الأقصى للصور. احذف إحدى صورك لإفساح المجال.
error-unreadable_file = لم تعد هذه الصورة قابلة للقراءة. اخترها من جديد.
error-too_large = هذه الصورة كبيرة جدًا.
error-event_full = لا تتسع هذه الفعالية لمزيد من الصور. شكرًا لك على أي حال.
error-account_full = لا تتسع هذه الفعالية لمزيد من الصور. شكرًا لك على أي حال.
error-account_bytes_full = لا تتسع هذه الفعالية لمزيد من الصور. شكرًا لك على أي حال.

## Kiosk

kiosk-title = جِد صورك

kiosk-pair-title = توصيل هذه الشاشة
kiosk-pair-lead = افتح الفعالية في الاستوديو، وأضف شاشة، ثم اكتب رمزها هنا.
kiosk-pair-language = اللغة التي تبدأ بها هذه الشاشة
kiosk-pair-code = رمز الربط
kiosk-pair-button = وصّل هذه الشاشة
kiosk-pair-busy = جارٍ الربط …
error-unknown_pairing_code = هذا الرمز غير صالح. يعمل الرمز مرة واحدة ولدقائق فقط: أنشئ رمزًا جديدًا في الاستوديو.

kiosk-locked-title = هذه الشاشة مغلقة
kiosk-locked-lead = أغلقها المنظّمون. صورك ما زالت موجودة: اطلب منهم الرابط.
kiosk-locked-button = اربط الشاشة من جديد

wall-title = جدار الصور
wall-pair-lead = افتح الفعالية في الاستوديو، وأضف جدارًا، ثم أدخل رمزه هنا.
wall-locked-lead = أغلقه المنظمون. لم يعد يعرض أي صور.
wall-empty = ستظهر الصور هنا فور التقاطها.
wall-away = لا يوجد اتصال الآن. تواصل الشاشة المحاولة وستعود تلقائيًا.
wall-paused = متوقف مؤقتًا
wall-photo = صورة من الفعالية
wall-join = امسح الرمز لتجد صورك
wall-logo = شعار المصوّر
wall-qr = رمز يفتح صور الفعالية على هاتفك
error-other_device = هذا الرمز لنوع آخر من الشاشات. افتح ‎/kiosk للكشك و‎/wall للجدار.

kiosk-attract-title = هل أنت في الصور؟
kiosk-attract-lead = التقط صورة ذاتية، وشاهد صورك، واحصل عليها على هاتفك.
kiosk-attract-start = ابحث عن صوري
kiosk-attract-away-title = لحظة من فضلك
kiosk-attract-away = لا يوجد اتصال بهذه الشاشة الآن. ستواصل المحاولة وتعود من تلقاء نفسها.
kiosk-attract-off-title = لا بحث هنا اليوم
kiosk-attract-off = البحث بالوجه متوقف في هذه الفعالية. اسأل المصوّر أين يمكن رؤية الصور.

kiosk-consent-title = هل تسمح لنا بالبحث عنك؟
kiosk-consent-camera = تلتقط الكاميرا صورة واحدة لك.
kiosk-consent-search = نبحث عن وجهك في صور هذه الفعالية ونعرض لك هنا ما نجده.
kiosk-consent-delete = تُحذف صورتك بعد ذلك مباشرة. وعند ذهابك يُحذف كل شيء آخر، إلا إذا نقلته إلى هاتفك.
kiosk-consent-yes = نعم، ابحثوا عني
kiosk-consent-no = لا، شكرًا
kiosk-consent-more = ماذا يحدث لوجهي بالضبط؟
kiosk-consent-full-title = ماذا يحدث لوجهك
kiosk-consent-full-picture = تُستخدم صورتك مرة واحدة لحساب رمز لوجهك، ثم تُحذف. لا تُحفظ كملف أبدًا ولا تُعرض على أحد.
kiosk-consent-full-code = لا يُقارَن الرمز إلا بالوجوه في صور هذه الفعالية. ويُحفظ مشفّرًا بمفتاح خاص به، وكذلك موضع وجهك في كل صورة نعثر عليها. أما قائمة الصور التي عُثر عليها فتُحفظ مقروءة، من دون اسمك.
kiosk-consent-full-screen = يظهر ما نجده على هذه الشاشة، ويمكن لمن يقف بجانبك أن يراه. ولا تُعرض نتائجك على أحد غيرك، ولا حتى على المصوّر.
kiosk-consent-full-end = عندما تضغط «انتهيت»، أو إذا لم يلمس أحد الشاشة مدة 30 ثانية، يُحذف الرمز ومفتاحه والنتائج.
kiosk-consent-full-phone = إذا نقلتها إلى هاتفك، يستمر البحث هناك إلى أن ينتهي من تلقاء نفسه أو تحذفه بزر «انسوني».
kiosk-consent-full-free = الموافقة قرارك وحدك. ووجهك أنت فقط من فضلك.

kiosk-person-lead = طفلك أو شريكك مثلًا. تظهر صورهم هنا أيضًا.
kiosk-person-camera = تلتقط الكاميرا صورة واحدة لهذا الشخص، ونبحث عن وجهه في صور هذه الفعالية.
kiosk-person-delete = تُحذف الصورة بعد ذلك مباشرة. وعند ذهابك يُحذف كل شيء آخر، إلا إذا أخذته معك على هاتف.
kiosk-person-free = الموافقة قرار حر: قرار الشخص نفسه، أو قرارك عن طفلك.
kiosk-person-taken = صور الشخص { $number } على الهاتف الآن.

kiosk-camera-title = انظر إلى الكاميرا
kiosk-camera-lead = ضع وجهك داخل الإطار، وحدك، واثبت.
kiosk-camera-opening = جارٍ تشغيل الكاميرا …
kiosk-camera-live = صورة مباشرة من الكاميرا
kiosk-camera-frozen = الصورة التي التُقطت الآن
kiosk-camera-check-title = هل أعجبتك هذه الصورة؟
kiosk-camera-check-lead = العينان مفتوحتان، والوجه كامل، ولا أحد غيرك: للحصول على أفضل النتائج.
kiosk-camera-use = ابحثوا عني
kiosk-camera-retake = صورة أخرى
kiosk-camera-sending = جارٍ إرسال صورتك …
kiosk-camera-taken = التُقطت الصورة.
kiosk-camera-problem-title = الكاميرا لا تعمل
kiosk-camera-denied = لا يُسمح لهذه الشاشة باستخدام الكاميرا. أخبر المنظّمين من فضلك.
kiosk-camera-missing = لا توجد كاميرا في هذه الشاشة. أخبر المنظّمين من فضلك.
kiosk-camera-busy = هناك ما يستخدم الكاميرا الآن. حاول مرة أخرى بعد لحظة.
kiosk-camera-insecure = لا تعمل الكاميرا إلا عبر عنوان آمن (https). أخبر المنظّمين من فضلك.
kiosk-camera-failed = الكاميرا لا تستجيب. حاول مرة أخرى من فضلك.
kiosk-camera-ended = اختفت الكاميرا. حاول مرة أخرى، وإن لم تعد فأخبر المنظّمين.
kiosk-away-title = لا يوجد اتصال الآن
kiosk-away-before = لم نلتقط أي صورة: لا يمكننا البحث عنك في هذه اللحظة. تواصل هذه الشاشة المحاولة.
kiosk-away-sent = لم نحتفظ بصورتك. حاول مرة أخرى عندما يعود الاتصال.
kiosk-problem-title = لم ينجح ذلك

kiosk-results-take = إلى هاتفي
kiosk-results-take-none = تابع البحث على هاتفي
kiosk-results-done = انتهيت
kiosk-results-empty = ستظهر صورك الجديدة هنا ما دام الحفل مستمرًا. تابع البحث على هاتفك كي لا تفوتك أي صورة.

kiosk-handoff-title = احصل عليها على هاتفك
kiosk-handoff-person = الشخص { $number }: احصل عليها على هاتفك
kiosk-handoff-open = افتح كاميرا هاتفك.
kiosk-handoff-scan = وجّهها نحو هذا الرمز.
kiosk-handoff-tap = المس الرابط الذي يظهر. ستتبعك الصور الجديدة إلى هناك.
kiosk-handoff-once = يعمل الرمز مرة واحدة، لهاتف واحد.
kiosk-handoff-qr = رمز يفتح صورك على هاتفك
kiosk-handoff-opening = جارٍ تجهيز رمزك …
kiosk-handoff-back = العودة إلى الصور
kiosk-handoff-done = وصلتني
kiosk-handoff-leave-title = لم تمسح الرمز بعد
kiosk-handoff-leave-lead = إذا غادرت الآن، ستُحذف صورتك وكل ما وجدناه.
kiosk-handoff-leave-several = إذا غادرت الآن، سيُحذف كل ما لم يأخذه أي هاتف.
kiosk-handoff-leave-not = سأمسح الرمز أولًا
kiosk-handoff-leave = الحذف والمغادرة

kiosk-bye-phone-title = صورك على هاتفك
kiosk-bye-phone-lead = لقد نسيتك هذه الشاشة. استمتع بصورك!
kiosk-bye-done-title = انتهينا
kiosk-bye-done-lead = حُذفت صورتك وكل ما وجدناه.
kiosk-bye-part-lead = حُذف كل ما لم يأخذه أي هاتف.
kiosk-bye-later-lead = لقد نسيتك هذه الشاشة. سيُحذف ما وجدناه حالما يعود الاتصال.
kiosk-bye-next = من التالي؟

kiosk-idle = { $seconds ->
    [zero] هل ما زلت هنا؟ تُمحى هذه الشاشة الآن.
    [one] هل ما زلت هنا؟ تُمحى هذه الشاشة بعد ثانية واحدة.
    [two] هل ما زلت هنا؟ تُمحى هذه الشاشة بعد ثانيتين.
    [few] هل ما زلت هنا؟ تُمحى هذه الشاشة بعد { $seconds } ثوانٍ.
    [many] هل ما زلت هنا؟ تُمحى هذه الشاشة بعد { $seconds } ثانية.
   *[other] هل ما زلت هنا؟ تُمحى هذه الشاشة بعد { $seconds } ثانية.
  }
kiosk-idle-stay = ما زلت هنا

## الصفحة التي تساعد الجهاز على الوثوق بهذه الخدمة

trust-title = الوثوق بهذه الخدمة
trust-lead = تعمل على حاسوب في هذه الشبكة وتُصدر شهاداتها بنفسها. عندما يثق بها جهازك تعمل الكاميرا هنا.
trust-scan = امسح هذا الرمز بالهاتف
trust-scan-picture = رمز QR لهذه الصفحة
trust-first = 1. ثبّت الشهادة
trust-download = تنزيل الشهادة
trust-iphone = آيفون أو آيباد
trust-iphone-1 = اضغط الزر في Safari واسمح بالتنزيل.
trust-iphone-2 = افتح الإعدادات واضغط «تم تنزيل ملف التعريف» ثم «تثبيت».
trust-iphone-3 = افتح الإعدادات ‹ عام ‹ حول ‹ إعدادات الثقة بالشهادات وفعّلها.
trust-android = أندرويد
trust-android-1 = اضغط الزر واحتفظ بالملف.
trust-android-2 = افتح الإعدادات وابحث عن «شهادة CA».
trust-android-3 = اختر «التثبيت على أي حال» ثم اختر الملف.
trust-computer = حاسوب
trust-computer-1 = ويندوز: افتح الملف وثبّته في «المراجع المصدقة الجذرية الموثوقة».
trust-computer-2 = ماك: افتح الملف في Keychain Access وافتح الشهادة واختر «الوثوق دائمًا».
trust-second = 2. افتح الخدمة
trust-open = يجب ألا يظهر أي تحذير. إن ظهر فأعد الخطوة الأولى.
trust-careful = قبل أن تفعل ذلك
trust-limits = الشهادة صالحة لهذا الحاسوب وللشبكات الخاصة فقط، لا لمواقع أخرى. أزلها بعد انتهاء الفعالية.
trust-compare = يعرض جهازك بصمة SHA-256 هذه، ويجب أن تكون نفسها:
