### Albums of an event.

event-part-albums = الألبومات
albums-title = الألبومات
albums-lead = يختار الضيوف الذين يمكنهم رؤية كل الصور من هذه الألبومات. في المعرض، حدّد صورًا ثم «إضافة إلى ألبوم».
albums-unseen = لا يستطيع الضيوف رؤية كل صور هذه الفعالية، ولذلك لا يرون ألبومات. يمكنك تغيير ذلك في
albums-none = لا ألبومات بعد
albums-none-lead = الألبوم جزء من الفعالية، مثل المراسم أو الحفل.
albums-none-by-hand = لا توجد ألبومات للإضافة إليها بعد.
album-hidden = مخفي عن الضيوف
album-of-hand = الصور التي تضيفها
album-of-camera = صور { $name }
album-of-time = صور التُقطت من { $from } إلى { $to }
album-of-time-from = صور التُقطت ابتداءً من { $from }
album-of-time-to = صور التُقطت حتى { $to }
album-rename = إعادة تسمية
album-rename-named = إعادة تسمية { $name }
album-rename-save = حفظ الاسم
album-edit = تعديل
album-edit-named = تعديل { $name }
album-edit-save = حفظ الألبوم
album-up = للأعلى
album-up-named = نقل { $name } للأعلى
album-down = للأسفل
album-down-named = نقل { $name } للأسفل
album-hide = إخفاء عن الضيوف
album-hide-named = إخفاء عن الضيوف: { $name }
album-show = إظهار للضيوف
album-show-named = إظهار للضيوف: { $name }
album-delete = حذف
album-delete-named = حذف { $name }
album-deleted = حُذف { $name }. صوره ما زالت في المعرض.
album-new = ألبوم جديد
album-create = إنشاء ألبوم
album-creating = جارٍ الإنشاء …
album-name = الاسم
album-name-example = المراسم
album-kind = أي صور؟
album-kind-hand = صور أضيفها بنفسي
album-kind-hand-means = تختارها في المعرض.
album-kind-time = صور فترة زمنية
album-kind-time-means = كل ما التُقط بين وقتين، بما في ذلك الصور القادمة.
album-kind-camera = صور كاميرا واحدة
album-kind-camera-means = كل ما التقطته كاميرا واحدة، بما في ذلك الصور القادمة.
album-from = من
album-to = إلى
error-album_timeless = اختر بداية أو نهاية أو كلتيهما.
error-album_order = النهاية تسبق البداية.
album-camera = الكاميرا
album-add = إضافة إلى ألبوم
album-take-out = إخراجها من الألبوم بدلًا من ذلك
album-add-to = { $count ->
    [zero] إضافة { $count } صورة إلى
    [one] إضافة صورة واحدة إلى
    [two] إضافة صورتين إلى
    [few] إضافة { $count } صور إلى
    [many] إضافة { $count } صورة إلى
   *[other] إضافة { $count } صورة إلى
  }
album-take-out-of = { $count ->
    [zero] إخراج { $count } صورة من
    [one] إخراج صورة واحدة من
    [two] إخراج صورتين من
    [few] إخراج { $count } صور من
    [many] إخراج { $count } صورة من
   *[other] إخراج { $count } صورة من
  }
album-create-with = { $count ->
    [zero] إنشاء بـ { $count } صورة
    [one] إنشاء بـ صورة واحدة
    [two] إنشاء بـ صورتين
    [few] إنشاء بـ { $count } صور
    [many] إنشاء بـ { $count } صورة
   *[other] إنشاء بـ { $count } صورة
  }
album-put-in = { $count ->
    [zero] أُضيفت { $count } صورة إلى { $name }.
    [one] أُضيفت صورة واحدة إلى { $name }.
    [two] أُضيفت صورتان إلى { $name }.
    [few] أُضيفت { $count } صور إلى { $name }.
    [many] أُضيفت { $count } صورة إلى { $name }.
   *[other] أُضيفت { $count } صورة إلى { $name }.
  }
album-taken-out = { $count ->
    [zero] أُخرجت { $count } صورة من { $name }.
    [one] أُخرجت صورة واحدة من { $name }.
    [two] أُخرجت صورتان من { $name }.
    [few] أُخرجت { $count } صور من { $name }.
    [many] أُخرجت { $count } صورة من { $name }.
   *[other] أُخرجت { $count } صورة من { $name }.
  }
