### The list of events, a new event, an event's head, and its settings.


## The list

events-title = فعالياتك
events-new = فعالية جديدة
events-older = عرض الفعاليات الأقدم
events-to-go = { $count ->
    [zero] لم يبقَ شيء
    [one] بقيت صورة
    [two] بقيت صورتان
    [few] بقيت { $count } صور
    [many] بقيت { $count } صورة
   *[other] بقيت { $count } صورة
  }
events-none = لا فعاليات بعد
events-none-lead = أنشئ فعالية وارفع صورك وأعطِ ضيوفك الرابط أو رمز QR. يجدون أنفسهم بصورة ذاتية وأنت ما زلت تصوّر.
events-guest-title = هذا حساب ضيف
events-guest-lead = لا ينشئ الفعاليات إلا المصوّرون. يمكن لمن يدير هذه الخدمة تغيير دورك.
events-start-page = إلى الصفحة الرئيسية

## A new event

event-name = الاسم
event-name-example = حفلة الصيف
event-date = التاريخ (اختياري)
event-create = إنشاء الفعالية
event-creating = جارٍ الإنشاء …

## Who can search

visibility-legend = من يمكنه البحث؟
visibility-unlisted-short = بالرابط
visibility-unlisted = كل من لديه الرابط
visibility-unlisted-means = يدخل الضيوف برابط أو رمز QR أو كشك ويرون الصور التي يظهرون فيها. لا يجد الفعالية أحد غيرهم.
visibility-public-short = الجميع
visibility-public = الجميع
visibility-public-means = تظهر في الصفحة الرئيسية. يمكن لأي شخص البحث بصورة ذاتية، وتصفّح كل الصور إذا فتحت المعرض.
visibility-private-short = خاصة
visibility-private = خاصة
visibility-private-means = مثل «كل من لديه الرابط». ويمكن لبرنامج خاص بك أن يكون أكثر صرامة.

## What guests see first

preview-caption = أول ما يراه الضيوف، بلغتهم
preview-failed = تعذّر تحميل المعاينة.

## An event's head

event-number = رقم { $id }
event-of-another = فعالية مصوّر آخر
event-all = كل الفعاليات
event-parts = أقسام الفعالية
event-part-live = مباشر
event-part-review = المراجعة
event-part-gallery = المعرض
event-part-cameras = الكاميرات
event-part-share = المشاركة
event-part-ftp = FTP
event-part-kiosks = الأكشاك
event-part-insights = الإحصاءات
event-part-settings = الإعدادات
tally-failed = أخفقت
tally-photos = الصور
tally-indexed = جاهزة
tally-faces = الوجوه
tally-guests = الضيوف
event-recounting = يُعاد عدّ الصور الآن. قد لا تكون هذه الأرقام دقيقة للحظات.
event-gone-title = الفعالية غير موجودة
event-gone-lead = حُذفت، أو أنها لشخص آخر.

## Settings

settings-event = الفعالية
settings-zone = المنطقة الزمنية
settings-zone-hint = منطقة مكان الفعالية. تُستخدم للصور الجديدة التي لا تحمل منطقة زمنية، ولمنتصف ليل اليوم الأخير.
settings-guests = الضيوف
open-gallery-legend = ماذا يرى الجميع؟
open-gallery-false = الصور التي يظهرون فيها فقط
open-gallery-false-means = يرى الضيوف الصور المطابقة لصورتهم الذاتية، ولا يرون غيرها.
open-gallery-true = كل الصور
open-gallery-true-means = يمكن لأي شخص تصفّح المعرض كله دون صورة ذاتية أو رابط.
link-gallery-legend = من يمكنه تصفّح كل الصور؟
link-gallery-false = لا أحد
link-gallery-false-means = يرى الضيوف الصور التي يظهرون فيها فقط.
link-gallery-true = الضيوف الذين لديهم رابط
link-gallery-true-means = من يفتح أحد روابطك يمكنه تصفّح المعرض كله. أضف رمز PIN إلى الرابط ليبقى خاصًا.
link-leads-to-nothing = رابط هذه الفعالية لا يقود إلى شيء: البحث بصورة ذاتية متوقف، ولا يستطيع الضيوف رؤية كل الصور. فعّل أحدهما.
selfie-search-legend = البحث بصورة ذاتية
selfie-search-true = مفعّل
selfie-search-true-means = يجد الضيوف صورهم بصورة ذاتية، حتى وأنت ما زلت ترفع الصور.
selfie-search-false = متوقف
selfie-search-false-means = لا يمكن لأحد بدء بحث جديد. ومن بحث سابقًا يحتفظ بما وجده.
kept-faces-legend = وجوه مَن تُخزَّن؟
kept-faces-false = وجوه الجميع
kept-faces-false-means = يتحوّل كل وجه في الصور إلى بصمة وجه مشفّرة، فيجد الضيوف أنفسهم خلال ثانية. تُحذف كلها مع الفعالية.
kept-faces-true = وجوه الضيوف الذين يبحثون فقط
kept-faces-true-means = تُقارن الوجوه عند وصول الصور ولا تُخزَّن أبدًا. من يبحث لاحقًا ينتظر معالجة كل الصور من جديد: بضع دقائق لكل ألف صورة.
kept-faces-fixed = لا يمكن تغيير ذلك إلا قبل أول صورة.
downloads-legend = التنزيلات
downloads-original = الأصلية
downloads-original-means = الملف الذي رفعته بحجمه الكامل.
downloads-preview = نسخ أصغر
downloads-preview-means = صورة JPEG حتى 2048 بكسل، مناسبة للهاتف والمشاركة.
downloads-none = لا شيء
downloads-none-means = يشاهد الضيوف دون زر حفظ. (يبقى التقاط الشاشة ممكنًا.)
giving-title = صور الضيوف
guest-photos-legend = هل يمكن للضيوف مشاركة صورهم؟
guest-photos-false = لا
guest-photos-false-means = أنت وفريقك فقط تضيفون الصور.
guest-photos-true = نعم
guest-photos-true-means = يرسل الضيوف الصور من هواتفهم بلا صورة ذاتية، ويمكنهم حذف ما أرسلوه.
guest-gate-legend = متى يراها الآخرون؟
guest-gate-true = بعد الموافقة
guest-gate-true-means = توافق على كل صورة، حتى إن كانت بقية الصور تظهر فورًا.
guest-gate-false = كبقية الصور
guest-gate-false-means = بحسب الإعداد أعلاه.
wall-asks-legend = ما الذي يمكن لجدار الصور عرضه؟
wall-asks-false = كل الصور المنشورة
wall-asks-false-means = لا يُسأل الضيوف.
wall-asks-true = دون من يجيبون بلا
wall-asks-true-means = نسأل الضيوف مع نتائجهم. تُستبعد الصورة إن أظهرت بالتأكيد شخصًا أجاب بلا.
given-by = { $name } (ضيف)
given-by-guest = أحد الضيوف
release-title = المراجعة
release-legend = متى يرى الضيوف الصور؟
release-at_once = فورًا
release-at_once-means = كل صورة بمجرد جاهزيتها.
release-later = بعد بضع دقائق
release-later-means = تُنشر الصور تلقائيًا ما لم يرفضها أحد قبل ذلك.
release-approved = عند الموافقة
release-approved-means = لا يرى الضيوف الصورة إلا بعد موافقتك. يُبحث عن الوجوه في هذه الأثناء، فتصلهم خلال ثانية.
release-minutes = الدقائق بعد جاهزية الصورة
release-changes-at_once = { $count ->
    [zero] لا صور في الانتظار. تبقى الصور المرفوضة لديك.
    [one] ستظهر صورة منتظرة للضيوف أيضًا. تبقى الصور المرفوضة لديك.
    [two] ستظهر صورتان منتظرتان للضيوف أيضًا. تبقى الصور المرفوضة لديك.
    [few] ستظهر { $count } صور منتظرة للضيوف أيضًا. تبقى الصور المرفوضة لديك.
    [many] ستظهر { $count } صورة منتظرة للضيوف أيضًا. تبقى الصور المرفوضة لديك.
   *[other] ستظهر { $count } صورة منتظرة للضيوف أيضًا. تبقى الصور المرفوضة لديك.
  }
release-changes-later = { $count ->
    [zero] لا صور في الانتظار. تبقى الصور المرفوضة لديك.
    [one] ستُنشر صورة منتظرة بعد هذه المدة أيضًا. تبقى الصور المرفوضة لديك.
    [two] ستُنشر صورتان منتظرتان بعد هذه المدة أيضًا. تبقى الصور المرفوضة لديك.
    [few] ستُنشر { $count } صور منتظرة بعد هذه المدة أيضًا. تبقى الصور المرفوضة لديك.
    [many] ستُنشر { $count } صورة منتظرة بعد هذه المدة أيضًا. تبقى الصور المرفوضة لديك.
   *[other] ستُنشر { $count } صورة منتظرة بعد هذه المدة أيضًا. تبقى الصور المرفوضة لديك.
  }
release-changes-approved = { $count ->
    [zero] لا صور في الانتظار.
    [one] ستظهر صورة منتظرة عندما توافق عليها.
    [two] ستظهر صورتان منتظرتان عندما توافق عليهما.
    [few] ستظهر { $count } صور منتظرة عندما توافق عليها.
    [many] ستظهر { $count } صورة منتظرة عندما توافق عليها.
   *[other] ستظهر { $count } صورة منتظرة عندما توافق عليها.
  }
consent-title = رسالتك
consent-label = رسالة تظهر قبل الموافقة (اختيارية)
consent-hint = من أنت، ولماذا الصور، وكيف يُتواصل معك. يوافق الضيوف عليها مع نصّنا.
consent-left = { $count ->
    [zero] لم يبقَ أي حرف.
    [one] بقي حرف واحد.
    [two] بقي حرفان.
    [few] بقيت { $count } أحرف.
    [many] بقي { $count } حرفًا.
   *[other] بقي { $count } حرف.
  }
keep-title = مدة الاحتفاظ
keep-label = اليوم الأخير (اختياري)
keep-until = بعد { $day } تُحذف الفعالية تلقائيًا مع كل صورها ووجوهها وروابطها وعمليات البحث فيها. لا يمكن التراجع عن ذلك.
keep-forever = من دون يوم أخير، تبقى الفعالية حتى تحذفها.
export-title = التصدير
export-lead = ملف ZIP واحد يضم إعدادات الفعالية وأرقامها وروابطها وأكشاكها وموافقات الضيوف وسجل نشاطها. لا يحتوي على وجوه.
export-plain = من دون الصور
export-photos = مع كل الصور الأصلية
delete-title = حذف هذه الفعالية
delete-lead = تُحذف كل الصور والوجوه والروابط والأكشاك وعمليات البحث نهائيًا.
delete-evidence = { $days ->
    [zero] لا تُحفظ سجلات الموافقة بعد انتهائها.
    [one] تُحفظ سجلات الموافقة، دون وجوه، دليلًا لمدة يوم بعد انتهائها.
    [two] تُحفظ سجلات الموافقة، دون وجوه، دليلًا لمدة يومين بعد انتهائها.
    [few] تُحفظ سجلات الموافقة، دون وجوه، دليلًا لمدة { $days } أيام بعد انتهائها.
    [many] تُحفظ سجلات الموافقة، دون وجوه، دليلًا لمدة { $days } يومًا بعد انتهائها.
   *[other] تُحفظ سجلات الموافقة، دون وجوه، دليلًا لمدة { $days } يوم بعد انتهائها.
  }
delete-ask = حذف هذه الفعالية …
delete-question = حذف «{ $name }»؟
delete-question-lead = ستُحذف نهائيًا: { $photos } وكل الوجوه والروابط والأكشاك وعمليات البحث. يفقد الضيوف الوصول إلى صورهم فورًا.
delete-yes = حذف كل شيء
settings-saved = تم الحفظ.
settings-unsaved = { $count ->
    [zero] لا تغييرات غير محفوظة.
    [one] تغيير واحد غير محفوظ.
    [two] تغييران غير محفوظين.
    [few] { $count } تغييرات غير محفوظة.
    [many] { $count } تغييرًا غير محفوظ.
   *[other] { $count } تغيير غير محفوظ.
  }
settings-discard = تجاهل
settings-save = حفظ
settings-saving = جارٍ الحفظ …
settings-name-missing = تحتاج الفعالية إلى اسم.
settings-minutes-wrong = اختر من 1 إلى 1440 دقيقة.
settings-day-over = اختر تاريخًا في المستقبل.

## The cover

cover-label = الغلاف
cover-hint = الصورة الوحيدة التي يراها الضيوف قبل الموافقة. اختر صورة يمكن أن يراها كل من لديه الرابط.
cover-another = تغيير الغلاف
cover-choose = اختيار صورة
cover-none = إزالة الغلاف
cover-gone = لم تعد هذه الصورة متاحة.
cover-picture = غلاف الفعالية
cover-title = اختيار الغلاف
cover-empty = لا توجد صور للاختيار بعد.
cover-newest = { $count ->
    [zero] لا صور. يمكنك اختيار أي صورة من المعرض.
    [one] أحدث صورة. يمكنك اختيار غيرها من المعرض.
    [two] أحدث صورتين. يمكنك اختيار غيرهما من المعرض.
    [few] أحدث { $count } صور. يمكنك اختيار غيرها من المعرض.
    [many] أحدث { $count } صورة. يمكنك اختيار غيرها من المعرض.
   *[other] أحدث { $count } صورة. يمكنك اختيار غيرها من المعرض.
  }
