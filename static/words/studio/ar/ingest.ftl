### Live: photos going in, where they come from, and what became of them.


## Where photos are dropped or chosen

live-intake = رفع الصور
live-drop = أفلِت الصور أو بطاقة كاملة هنا
live-drop-more = أفلِت المزيد هنا
live-add = إضافة صور
live-add-more = إضافة المزيد من الصور
live-drop-lead = يُستأنف الرفع المتقطّع من حيث توقف، وتُتخطّى الصور الموجودة بالفعل.
live-choose-folder = اختيار مجلد
live-choose-photos = اختيار صور
live-drop-unreadable = تعذّرت قراءة ذلك. اختر الصور بالأزرار بدلًا من ذلك.
live-folder-closed = يتعذّر على المتصفح فتح هذا المجلد. اختر الصور التي بداخله.
live-photos-input = الصور المراد رفعها
live-folder-input = المجلد المراد رفعه
files-count = { $count ->
    [zero] لا ملفات
    [one] ملف واحد
    [two] ملفان
    [few] { $count } ملفات
    [many] { $count } ملفًا
   *[other] { $count } ملف
  }

## How far it is

live-board = التقدّم
live-ready = { $count ->
    [zero] من أصل { $count } صورة جاهزة
    [one] من صورة واحدة جاهزة
    [two] من صورتين جاهزتان
    [few] من { $count } صور جاهزة
    [many] من { $count } صورة جاهزة
   *[other] من { $count } صورة جاهزة
  }
live-none = صورة حتى الآن
live-through = الصور المعالَجة
live-faces = الوجوه المكتشفة
live-pace = صور في الثانية
live-eta = الوقت المتبقي
live-finished = انتهى
live-said = { $count ->
    [zero] { $ready } من { $count } صورة جاهزة.
    [one] { $ready } من صورة واحدة جاهزة.
    [two] { $ready } من صورتين جاهزة.
    [few] { $ready } من { $count } صور جاهزة.
    [many] { $ready } من { $count } صورة جاهزة.
   *[other] { $ready } من { $count } صورة جاهزة.
  }
stage-stored = في الانتظار
stage-decoding = يُفتح
stage-detecting = البحث عن الوجوه
stage-embedding = قراءة الوجوه
stage-indexing = يُحفظ

## What this browser uploads

sending-title = الرفع
sending-now = { $count ->
    [zero] لا صور للرفع
    [one] رفع صورة واحدة
    [two] رفع صورتين
    [few] رفع { $count } صور
    [many] رفع { $count } صورة
   *[other] رفع { $count } صورة
  }
sending-paused = متوقف مؤقتًا
sending-bar = تم رفعه
sending-count = تم رفع { $sent } من { $total }
sending-of = { $sent } من { $total }
sending-speed = { $speed }/ث
sending-left = بقي { $time }
sending-list = صور قيد الرفع
sending-reading = { $count ->
    [zero] تجري قراءة المجلد: لا صور حتى الآن
    [one] تجري قراءة المجلد: صورة واحدة حتى الآن
    [two] تجري قراءة المجلد: صورتان حتى الآن
    [few] تجري قراءة المجلد: { $count } صور حتى الآن
    [many] تجري قراءة المجلد: { $count } صورة حتى الآن
   *[other] تجري قراءة المجلد: { $count } صورة حتى الآن
  }
sending-checking = { $count ->
    [zero] البحث عن التكرار: لا صور
    [one] البحث عن التكرار: صورة واحدة
    [two] البحث عن التكرار: صورتان
    [few] البحث عن التكرار: { $count } صور
    [many] البحث عن التكرار: { $count } صورة
   *[other] البحث عن التكرار: { $count } صورة
  }
sending-known = { $count ->
    [zero] لا شيء موجود بعد
    [one] واحدة موجودة بالفعل
    [two] اثنتان موجودتان بالفعل
    [few] { $count } موجودة بالفعل
    [many] { $count } موجودة بالفعل
   *[other] { $count } موجودة بالفعل
  }
sending-pause = إيقاف مؤقت
sending-continue = متابعة
sending-stop = إيقاف
sending-stop-ask = هل تريد إيقاف الرفع؟
sending-stop-lead = { $count ->
    [zero] لم يبقَ ما يُرفع. تبقى الصور التي وصلت.
    [one] لن تُرفع صورة واحدة. تبقى الصور التي وصلت.
    [two] لن تُرفع صورتان. تبقى الصور التي وصلت.
    [few] لن تُرفع { $count } صور. تبقى الصور التي وصلت.
    [many] لن تُرفع { $count } صورة. تبقى الصور التي وصلت.
   *[other] لن تُرفع { $count } صورة. تبقى الصور التي وصلت.
  }
sending-try-now = المحاولة الآن

## What stands in the way

sending-held-unreachable = لا يوجد اتصال. يُستأنف الرفع تلقائيًا حالما تعود متصلًا.
sending-held-insufficient_storage = لا مساحة متبقية على الخادم. يُستأنف الرفع حين تتوفر مساحة.
sending-held-upload_busy = ما زال الخادم يستقبل صورة. يُستأنف الرفع تلقائيًا.
sending-held-csrf_failed = سجّلت الدخول من جديد. يُستأنف الرفع تلقائيًا.
sending-held-signed-out = تم تسجيل خروجك. سجّل الدخول ليُستأنف الرفع.
sending-held-refused = لم تعد هذه الفعالية تقبل صورًا منك.
sending-held-slow = الخادم مشغول. يُستأنف الرفع تلقائيًا.
sending-held-other = { $problem } يُستأنف الرفع تلقائيًا.

## What became of it

sending-none = لم يُرفع شيء.
sending-nothing = لم يكن هناك ما يُرفع.
sending-all-known = { $count ->
    [zero] لا شيء يُرفع.
    [one] هذه الصورة موجودة بالفعل. لا شيء يُرفع.
    [two] الصورتان موجودتان بالفعل. لا شيء يُرفع.
    [few] كل الصور ({ $count }) موجودة بالفعل. لا شيء يُرفع.
    [many] كل الصور ({ $count }) موجودة بالفعل. لا شيء يُرفع.
   *[other] كل الصور ({ $count }) موجودة بالفعل. لا شيء يُرفع.
  }
sending-done = { $count ->
    [zero] اكتمل الرفع: لا صور.
    [one] اكتمل الرفع: صورة واحدة.
    [two] اكتمل الرفع: صورتان.
    [few] اكتمل الرفع: { $count } صور.
    [many] اكتمل الرفع: { $count } صورة.
   *[other] اكتمل الرفع: { $count } صورة.
  }
sending-skipped = { $count ->
    [zero] لم تكن أي صورة موجودة.
    [one] كانت صورة واحدة موجودة بالفعل.
    [two] كانت صورتان موجودتين بالفعل.
    [few] كانت { $count } صور موجودة بالفعل.
    [many] كانت { $count } صورة موجودة بالفعل.
   *[other] كانت { $count } صورة موجودة بالفعل.
  }
sending-left-out = لم يُرفع: { $kinds } ({ $names }).
sending-videos = { $count ->
    [zero] لا مقاطع فيديو
    [one] مقطع فيديو
    [two] مقطعا فيديو
    [few] { $count } مقاطع فيديو
    [many] { $count } مقطع فيديو
   *[other] { $count } مقطع فيديو
  }
sending-raws = { $count ->
    [zero] لا ملفات RAW
    [one] ملف RAW واحد
    [two] ملفا RAW
    [few] { $count } ملفات RAW
    [many] { $count } ملف RAW
   *[other] { $count } ملف RAW
  }
sending-others = { $count ->
    [zero] لا ملفات أخرى
    [one] ملف آخر واحد
    [two] ملفان آخران
    [few] { $count } ملفات أخرى
    [many] { $count } ملفًا آخر
   *[other] { $count } ملف آخر
  }
sending-raws-advice = لا نقرأ هذا النوع من ملفات RAW: صدّره بصيغة JPEG أو DNG.
sending-videos-advice = لا تُرفع إلا الصور.
sending-unread = تعذّرت القراءة في { $label }: { $names }. هل ما زالت البطاقة في مكانها؟ اخترها مرة أخرى؛ تُتخطّى الصور المرفوعة.
sending-and-more = { $count ->
    [zero] { $names }
    [one] { $names } وملف آخر
    [two] { $names } وملفان آخران
    [few] { $names } و{ $count } ملفات أخرى
    [many] { $names } و{ $count } ملفًا آخر
   *[other] { $names } و{ $count } ملف آخر
  }
sending-more = { $count ->
    [zero] ولا شيء آخر
    [one] وملف آخر
    [two] وملفان آخران
    [few] و{ $count } ملفات أخرى
    [many] و{ $count } ملفًا آخر
   *[other] و{ $count } ملف آخر
  }

## A folder of before

sending-go-on = { $count ->
    [zero] متابعة { $label } (لم يبقَ شيء)
    [one] متابعة { $label } (بقيت صورة)
    [two] متابعة { $label } (بقيت صورتان)
    [few] متابعة { $label } (بقيت { $count } صور)
    [many] متابعة { $label } (بقيت { $count } صورة)
   *[other] متابعة { $label } (بقيت { $count } صورة)
  }
sending-elsewhere = { $count ->
    [zero] تبويب آخر يرفع { $label }: لم يبقَ شيء.
    [one] تبويب آخر يرفع { $label }: بقيت صورة.
    [two] تبويب آخر يرفع { $label }: بقيت صورتان.
    [few] تبويب آخر يرفع { $label }: بقيت { $count } صور.
    [many] تبويب آخر يرفع { $label }: بقيت { $count } صورة.
   *[other] تبويب آخر يرفع { $label }: بقيت { $count } صورة.
  }
sending-unfinished = { $count ->
    [zero] لم يكتمل رفع { $label }.
    [one] لم يكتمل رفع { $label }: بقيت صورة.
    [two] لم يكتمل رفع { $label }: بقيت صورتان.
    [few] لم يكتمل رفع { $label }: بقيت { $count } صور.
    [many] لم يكتمل رفع { $label }: بقيت { $count } صورة.
   *[other] لم يكتمل رفع { $label }: بقيت { $count } صورة.
  }
sending-unfinished-lead = اختره مرة أخرى للمتابعة من حيث توقف.
sending-which = أيّ الصور؟
sending-forget = تجاهل
sending-refused = يتعذّر على المتصفح قراءة { $label }. هل البطاقة في مكانها؟ وإلا فاختره مرة أخرى؛ تُتخطّى الصور المرفوعة.

## A watched folder

watching-begin = مراقبة مجلد
watching-begin-means = تُرفع الصور الجديدة فيه تلقائيًا ما دامت هذه الصفحة مفتوحة.
watching-on = { $count ->
    [zero] تجري مراقبة { $label }: لا صور حتى الآن.
    [one] تجري مراقبة { $label }: صورة واحدة حتى الآن.
    [two] تجري مراقبة { $label }: صورتان حتى الآن.
    [few] تجري مراقبة { $label }: { $count } صور حتى الآن.
    [many] تجري مراقبة { $label }: { $count } صورة حتى الآن.
   *[other] تجري مراقبة { $label }: { $count } صورة حتى الآن.
  }
watching-on-none = تجري مراقبة { $label }. تُرفع الصور الجديدة تلقائيًا.
watching-asking = كنت تراقب { $label }. سيسألك المتصفح مرة أخرى قبل قراءة المجلد.
watching-away = تعذّرت قراءة { $label }. هل ما زالت البطاقة في مكانها؟ تُستأنف المراقبة تلقائيًا.
watching-elsewhere = تبويب آخر يراقب { $label }.
watching-go-on = متابعة المراقبة
watching-stop = إيقاف المراقبة
watching-closed = يتعذّر على المتصفح فتح هذا المجلد.
watching-refused = لا يُسمح للمتصفح بقراءة هذا المجلد.

## Photos that failed

failures-title = { $count ->
    [zero] لم تفشل أي صورة
    [one] فشلت صورة واحدة
    [two] فشلت صورتان
    [few] فشلت { $count } صور
    [many] فشلت { $count } صورة
   *[other] فشلت { $count } صورة
  }
failures-both = لم تُرفع: { $unsent } · رُفعت وفشلت: { $failed }
failures-retry-all = إعادة محاولة الكل
failures-shown = تُعرض أحدث { $count }. يضم المعرض كل ما رُفع.
failures-unsent = لم تُرفع
failures-sent = رُفعت
failures-dismiss = تجاهل
failures-dismiss-one = تجاهل: { $name }
failures-delete = حذف
failures-delete-one = حذف: { $name }
failures-retry-one = إعادة المحاولة: { $name }
failures-ask = هل تريد حذف هذه الصورة؟
failures-ask-lead = تعذّرت قراءة { $name }. ستُزال من هذه الفعالية نهائيًا.

## The contact sheet

sheet-title = لوحة الصور
sheet-all = { $count ->
    [zero] المعرض
    [one] الصورة في المعرض
    [two] الصورتان في المعرض
    [few] كل الصور ({ $count }) في المعرض
    [many] كل الصور ({ $count }) في المعرض
   *[other] كل الصور ({ $count }) في المعرض
  }
sheet-none = لا شيء هنا بعد. تظهر الصور فور معالجتها.

## Where photos come from

origins-title = من أين تأتي الصور
origin-browser = المتصفح
origin-program = برنامج
origin-camera = كاميرا
origin-folder = مجلد مراقَب
origin-guest = الضيوف
origins-last = آخرها { $ago }: { $name }
origins-none = لا صور بعد
origins-waiting = { $count ->
    [zero] لا ملفات في الطريق
    [one] ملف واحد في الطريق
    [two] ملفان في الطريق
    [few] { $count } ملفات في الطريق
    [many] { $count } ملفًا في الطريق
   *[other] { $count } ملف في الطريق
  }
origins-cut = وصل جزء فقط من { $name } ({ $size }). أرسلها مرة أخرى من الكاميرا.
origins-refused = لم تُقبل { $name }. { $why }
origins-refused-before = { $count ->
    [zero] قُبلت كل الملفات قبل ذلك.
    [one] لم يُقبل ملف واحد قبل ذلك.
    [two] لم يُقبل ملفان قبل ذلك.
    [few] لم تُقبل { $count } ملفات قبل ذلك.
    [many] لم يُقبل { $count } ملفًا قبل ذلك.
   *[other] لم يُقبل { $count } ملف قبل ذلك.
  }
