### ما اختاره الضيوف والعملاء، وما يقولونه عن الصور.

event-part-favourites = المفضلة
favourites-lists = من اختار ماذا
favourites-none = لا مفضلة بعد
favourites-none-lead = عندما يلمس الضيوف القلب على صورة سترى ذلك هنا. أو دع عميلًا يختار.
favourites-of-guest = ضيف
favourites-by-guest = ضيف
favourites-by-client = عميل
favourites-finished = اكتمل الاختيار في { $date }
favourites-changed = آخر تغيير في { $date }
favourites-of-goal = { $count } من { $goal } صورة
favourites-show = العرض في المعرض
favourites-show-all = عرض الكل في المعرض
favourites-csv = التنزيل بصيغة CSV
favourites-copy-names = نسخ أسماء الملفات
favourites-copy-lines = النسخ، اسم في كل سطر
favourites-zip = تنزيل كملف ZIP
favourites-zip-of = تنزيل كملف ZIP: { $name }
favourites-copy-link = نسخ الرابط
favourites-copied = { $count ->
    [zero] لم يُنسخ أي اسم
    [one] تم نسخ اسم واحد
    [two] تم نسخ اسمين
    [few] تم نسخ { $count } أسماء
    [many] تم نسخ { $count } اسمًا
   *[other] تم نسخ { $count } اسم
  }
favourites-delete = حذف
favourites-delete-of = حذف { $name }
favourites-delete-title = حذف «{ $name }»؟
favourites-delete-client = يتوقف الرابط عن العمل ويُحذف الاختيار وتعليقاته. لا تُحذف أي صورة.
favourites-delete-guest = تُحذف مفضلة هذا الضيف وتعليقاته. لا تُحذف أي صورة.
favourites-delete-yes = حذف
favourites-most = الأكثر اختيارًا
favourites-photo = الصورة
favourites-times = المرات
favourites-who = من
favourites-comments = التعليقات
favourites-comments-more = عرض المزيد
favourites-comment-delete-of = حذف التعليق على { $photo }
favourites-new-title = دع عميلًا يختار
favourites-new-lead = كل من لديه الرابط يرى كل الصور المتاحة للضيوف ويختار منها.
favourites-new-name = ما الغرض منها؟
favourites-new-name-example = للألبوم
favourites-new-goal = عدد الصور (اختياري)
favourites-new-submit = إنشاء الرابط
favourites-new-doing = جارٍ الإنشاء …
by-chosen = اختارها
by-chosen-or-not = مختارة أو غير مختارة
by-chosen-any = أي شخص
comments-legend = هل يمكن للضيوف التعليق على الصور؟
comments-false = لا
comments-false-means = يختار الضيوف المفضلة فقط.
comments-true = نعم
comments-true-means = يمكن للضيوف الكتابة إليك عن صورة. لا يرى ذلك سواك ومحرروك.
