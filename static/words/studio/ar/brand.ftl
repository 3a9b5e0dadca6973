## العلامة التجارية للحساب ولفعالية واحدة

brand-title = العلامة التجارية
brand-lead = يراها الضيوف في صفحتهم وعلى الأكشاك والبطاقات المطبوعة، في كل فعالياتك.
brand-event-lead = ما تتركه فارغًا يؤخذ من حسابك.
brand-name = الاسم
brand-link = الموقع الإلكتروني
brand-imprint = السطر القانوني
brand-imprint-hint = سطر واحد، مثل اسمك وعنوانك.
brand-privacy_url = صفحة الخصوصية
brand-base_url = نطاق روابطك
brand-base_url-hint = اتركه فارغًا لاستخدام النطاق المعتاد. يمكنك اختيار: { $hosts }
brand-show-credit = إظهار «بواسطة eventphotos» في أسفل الصفحة
brand-save = حفظ العلامة التجارية
brand-logo = الشعار
brand-logo-hint = ‏PNG أو JPEG أو WebP، حتى 2 ميغابايت.
brand-logo-inherited = هذا شعار حسابك.
brand-logo-large = هذا الملف أكبر من 2 ميغابايت. اختر ملفًا أصغر.
brand-logo-remove = إزالة الشعار
brand-colour = لون الأزرار
brand-colour-own = استخدام لوني الخاص
brand-colour-other = استخدام لون آخر في هذه الفعالية
brand-colour-choose = لونك
brand-colour-darker = على الشاشات الفاتحة نستخدم درجة أغمق كي يستطيع الجميع القراءة.
brand-colour-lighter = على الشاشات الداكنة نستخدم درجة أفتح كي يستطيع الجميع القراءة.
brand-focus = ما يبقى ظاهرًا من الغلاف
brand-focus-x = من اليسار إلى اليمين
brand-focus-y = من الأعلى إلى الأسفل
brand-preview-event = حفل الصيف

error-svg = قد تحتوي ملفات SVG على برامج، لذلك لا نقبلها. صدّر شعارك بصيغة PNG.
error-unreadable = لا يمكننا قراءة هذا الملف. اختر صورة بصيغة PNG أو JPEG أو WebP.
error-unknown_host = هذا النطاق لا يؤدي إلى هذه الخدمة. اطلب من القائم عليها إضافته.
error-host_taken = يستخدم حساب آخر هذا النطاق.

## Links: sent and changed

link-mail = بريد إلكتروني
link-whatsapp = واتساب
link-subject = صورك: { $event }
link-message = هذه صور { $event }. التقط صورة ذاتية لتجد الصور التي تظهر فيها: { $url }
link-edit = تعديل
link-edit-named = تعديل { $name }
link-edit-title = تعديل الرابط
link-save = حفظ الرابط
link-pin-another = رمز PIN جديد (اختياري)
link-pin-edit-hint = لا يتغير الرابط، ويبقى الضيوف الذين دخلوا.
link-pin-none = إزالة رمز PIN

## A watermark

watermark-title = العلامة المائية
watermark-lead = يراها الضيوف على كل صورة وكل تنزيل. تبقى صورك الأصلية كما هي.
watermark-text = النص
watermark-text-hint = مثل © واسمك.
watermark-place = الموضع
watermark-at-top_left = أعلى اليسار
watermark-at-top_right = أعلى اليمين
watermark-at-centre = الوسط
watermark-at-bottom_left = أسفل اليسار
watermark-at-bottom_right = أسفل اليمين
watermark-at-all_over = في كل مكان
watermark-size = الحجم
watermark-opacity = العتامة
watermark-picture = أو صورة
watermark-picture-hint = صورة PNG شفافة هي الأفضل.
watermark-preview = هكذا ستبدو تقريبًا
watermark-pending = نضيف العلامة المائية إلى صورك الآن. إلى أن تُضاف، يرى الضيوف الصورة ضبابية.
watermark-on = كل الصور عليها العلامة المائية.
watermark-save = حفظ العلامة المائية
watermark-start = تشغيل العلامة المائية
watermark-off = إيقاف العلامة المائية
error-watermark_missing = اكتب نصًا أو اختر صورة أدناه.
