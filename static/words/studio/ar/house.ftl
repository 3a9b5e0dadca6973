### House rules: how much an account may have, who may sign up.


## How much an account has

usage-title = مساحتك
usage-events = الفعاليات
usage-photos = الصور
usage-bytes = مساحة تخزين الصور
usage-of = { $used } من { $most }
usage-nearly-events = يمكنك إنشاء عدد قليل فقط من الفعاليات بعد.
usage-nearly-photos = يمكنك رفع عدد قليل فقط من الصور بعد.
usage-nearly-bytes = مساحة التخزين لديك أوشكت على الامتلاء.
usage-full-events = بلغت عدد الفعاليات الذي يسمح به حسابك. احذف واحدة لتنشئ أخرى.
usage-full-photos = بلغت عدد الصور الذي يسمح به حسابك. احذف بعضها لترفع المزيد.
usage-full-bytes = مساحة التخزين لديك ممتلئة. احذف صورًا أو فعاليات لترفع المزيد.
usage-see = عرض مساحتك
error-too_many_events = بلغت عدد الفعاليات الذي يسمح به حسابك. احذف واحدة، أو اسأل من يدير هذه الخدمة.
error-account_bytes_full = لم تبقَ مساحة تكفي لهذا الملف. احذف صورًا أو فعاليات لم تعد تحتاج إليها.
quota-title = الحدود
quota-lead = اترك الحقل فارغًا ليسري حد هذه الخدمة.
quota-gigabytes = مساحة تخزين الصور بالغيغابايت
quota-save = حفظ الحدود

## Who may sign up

signup-title = التسجيل:
signup-legend = من يمكنه إنشاء حساب مصوّر؟
signup-open = مفتوح
signup-open-means = يمكن لأي شخص يصل إلى هذه الخدمة أن يسجّل.
signup-invitation = بدعوة
signup-invitation-means = فقط من ترسل إليهم رابط دعوة.
signup-closed = مغلق
signup-closed-means = لا أحد يسجّل بنفسه. أنت تنشئ الحسابات، وتبقى الدعوات سارية.
signup-usual = تلقائي
signup-usual-means-public = يستطيع آخرون الوصول إلى هذه الخدمة، لذلك يُغلق التسجيل عند وجود مسؤول. الآن: { $mode }.
signup-usual-means-local = هذا الجهاز وحده يصل إلى هذه الخدمة، لذلك يبقى التسجيل مفتوحًا. الآن: { $mode }.
signup-fixed = يحدّد ذلك الإعداد REGISTRATION، ولا يمكن تغييره هنا.
error-registration_fixed = يحدّد ذلك الإعداد REGISTRATION، ولا يمكن تغييره هنا.
log-group-registration = التسجيل
did-registration-change = تغيير من يمكنه التسجيل

## What guests get out of an event

insights-guests = الضيوف
insights-guests-more = يُحسب كل هاتف وكل زائر للكشك مرة واحدة
insights-found = صور عُثر عليها
insights-of-photos = { $count ->
    [zero] من { $count } صورة
    [one] من صورة واحدة
    [two] من صورتين
    [few] من { $count } صور
    [many] من { $count } صورة
   *[other] من { $count } صورة
  }
insights-downloads = صور محفوظة
insights-downloads-more = حفظها الضيوف، وتُحسب كل مرة
insights-reached = وصلت 19 من كل 20 صورة إلى ضيوفها خلال { $time }.
insights-reached-all = { $count ->
    [zero] لم تصل صور بعد خلال { $time }.
    [one] وصلت الصورة الجديدة إلى ضيفها خلال { $time }.
    [two] وصلت الصورتان الجديدتان إلى ضيوفهما خلال { $time }.
    [few] وصلت كل الصور الجديدة وعددها { $count } إلى ضيوفها خلال { $time }.
    [many] وصلت كل الصور الجديدة وعددها { $count } إلى ضيوفها خلال { $time }.
   *[other] وصلت كل الصور الجديدة وعددها { $count } إلى ضيوفها خلال { $time }.
  }
insights-reached-none = لم تصل بعد أي صورة جديدة إلى ضيف ينتظر.
insights-favourites = المفضلة
insights-favourites-more = قلوب الضيوف
insights-most-loved = الصور الأكثر محبة
insights-hearts = { $count ->
    [zero] بلا قلوب
    [one] قلب واحد
    [two] قلبان
    [few] { $count } قلوب
    [many] { $count } قلبًا
   *[other] { $count } قلب
  }
insights-loved = لدى أكبر عدد من الضيوف
insights-loved-by = { $count ->
    [zero] بلا ضيوف
    [one] ضيف واحد
    [two] ضيفان
    [few] { $count } ضيوف
    [many] { $count } ضيفًا
   *[other] { $count } ضيف
  }
insights-links = الروابط
insights-link-unnamed = رابط بلا اسم
insights-opened = { $count ->
    [zero] لم يُفتح
    [one] فُتح مرة واحدة
    [two] فُتح مرتين
    [few] فُتح { $count } مرات
    [many] فُتح { $count } مرة
   *[other] فُتح { $count } مرة
  }
insights-csv = حفظ كجدول (CSV)
csv-of = الجزء
csv-name = الاسم
csv-number = العدد
csv-half-ms = وصل نصف الصور الجديدة إلى الضيوف خلال (مللي ثانية)
csv-most-ms = وصلت 19 من كل 20 صورة جديدة خلال (مللي ثانية)

## The archive, and another event like this one

events-search = ابحث في فعالياتك
events-archived = المؤرشفة
events-none-found = لا فعاليات هنا. جرّب أحرفًا أقل.
archive-archived = مؤرشفة
archive-title = الأرشيف
archive-lead = لفعالية انتهت: لا يعود الضيوف قادرين على البحث، وتُمحى كل الوجوه. تبقى الصور والمعارض والروابط.
archive-ask = أرشفة هذه الفعالية …
archive-question = أرشفة «{ $name }»؟
archive-question-lead = تنتهي كل عمليات البحث الآن: يفقد الضيوف ما وجدوه، إلا إذا كان بإمكانهم تصفح معرض. تُمحى كل الوجوه نهائيًا، ولا يمكن رفع صور. يمكنك استعادة الفعالية، فتُقرأ الوجوه من الصور من جديد، لكن على الضيوف أن يبحثوا مرة أخرى.
archive-yes = أرشفة
archive-since = أُرشفت في { $day }.
archive-uploads = هذه الفعالية مؤرشفة، لذلك لا يمكن رفع صور.
archive-settings = استعادتها من الإعدادات
bring-back-lead = يمكنك استعادتها. تُقرأ الوجوه حينها من الصور من جديد، وهذا يستغرق بعض الوقت. ولا تعود عمليات البحث السابقة.
bring-back = استعادة
error-event_archived = هذه الفعالية مؤرشفة. استعدها من إعداداتها لرفع الصور.
error-not_archived = لم تعد هذه الفعالية مؤرشفة.
error-still_archiving = ما زالت الوجوه تُمحى. حاول مرة أخرى بعد بضع دقائق.
duplicate-title = نسخ
duplicate-lead = أنشئ فعالية أخرى بالإعدادات والروابط نفسها. لا تُنسخ الصور ولا الفريق ولا الغلاف ولا اليوم الأخير.
duplicate-ask = نسخ هذه الفعالية …
did-event-archive = أرشفة فعالية
did-event-bring_back = استعادة فعالية
did-event-duplicate = نسخ فعالية

## What was deleted just now

undo = تراجع
undo-now = حذف الآن
undo-failed = لم يُحذف: { $what }
undo-kiosk = أُلغي الكشك «{ $name }».
undo-hook = حُذف الويب هوك «{ $name }».
undo-token = أُلغي الرمز «{ $name }».
undo-sender = أُلغي تسجيل الدخول «{ $name }».
undo-link = أُلغي الرابط «{ $name }».
undo-searches = أُنهيت عمليات البحث عبر «{ $name }».
undo-event = حُذفت الفعالية «{ $name }».
undo-photos = { $count ->
    [zero] لم تُحذف صور.
    [one] حُذفت صورة واحدة.
    [two] حُذفت صورتان.
    [few] حُذفت { $count } صور.
    [many] حُذفت { $count } صورة.
   *[other] حُذفت { $count } صورة.
  }
undo-wall = أُلغي جدار الصور «{ $name }».
undo-list = حُذفت القائمة «{ $name }».
undo-comment = حُذف التعليق على { $photo }.
undo-invitation = سُحبت الدعوة «{ $note }».
undo-leave = غادرتَ فريق «{ $name }».
undo-logo = أُزيل الشعار.
undo-watermark = أُوقفت العلامة المائية.

## First steps, keys, passwords

steps-title = قبل وصول ضيوفك
steps-dismiss = إخفاء هذه الخطوات
steps-upload = ارفع صورك
steps-cover = اختر غلافًا
steps-link = أنشئ رابطًا للضيوف
steps-print = اطبع بطاقة الطاولة
steps-done = تم
password-show = إظهار
photo-said-hide = أُخفيت عن الضيوف.
photo-said-unhide = يراها الضيوف من جديد.
keys-title = اختصارات لوحة المفاتيح
keys-with = المفتاح: { $key }
keys-steps = الصورة السابقة والتالية
keys-faces = إظهار الوجوه
keys-zoom = تكبير
keys-hide = إخفاء عن الضيوف أو إظهار من جديد
keys-delete = حذف
keys-close = إغلاق
