### Signing in, making an account, and one's own account.


## Signing in

sign-in-title = تسجيل الدخول
sign-in-doing = جارٍ تسجيل الدخول …
sign-in-lapsed = تم تسجيل خروجك. سجّل الدخول لتتابع من حيث توقفت.
sign-in-new = جديد هنا؟
sign-in-forgotten = نسيت كلمة المرور؟ يمكن لمن يدير هذه الخدمة أن يعطيك رابطًا لتعيين كلمة جديدة.
forgotten-title = نسيت كلمة المرور؟
forgotten-lead = اكتب البريد الإلكتروني لحسابك. إن كان معروفًا لدينا، نرسل رابطًا لاختيار كلمة مرور جديدة يعمل لمدة ساعة.
forgotten-submit = إرسال الرابط
forgotten-doing = يُرسل …
forgotten-done = إن كان للعنوان { $email } حساب، فالرابط في الطريق.
account-email = البريد الإلكتروني
account-password = كلمة المرور
password-hint = 8 أحرف على الأقل. الجملة القصيرة سهلة التذكّر.

## Making an account

register-title = إنشاء حساب
register-lead = للمصوّرين. لا يحتاج الضيوف إلى حساب، بل إلى الرابط الذي تعطيهم إياه فقط.
register-invited = تلقّيت دعوة. يعمل الرابط مرة واحدة: اختر كلمة مرور ويصبح الحساب لك.
register-guests = لا يحتاج الضيوف إلى حساب، بل إلى رابط فعاليتهم فقط.
register-known = لديك حساب بالفعل؟
register-name = اسمك
register-submit = إنشاء الحساب
register-doing = جارٍ الإنشاء …

## A new password by a link

reset-title = تعيين كلمة مرور جديدة
reset-password = كلمة المرور الجديدة
reset-submit = تعيين كلمة المرور
reset-doing = جارٍ التعيين …
reset-done-title = تغيّرت كلمة المرور
reset-done-lead = تم تسجيل خروجك من كل الأجهزة. سجّل الدخول بكلمة المرور الجديدة.

## The account

account-title = حسابك
account-name = الاسم
account-role = الدور
password-title = تغيير كلمة المرور
password-current = كلمة المرور الحالية
password-submit = تغيير كلمة المرور
password-doing = جارٍ التغيير …
password-done = تغيّرت كلمة المرور. سُجّل خروج أجهزتك الأخرى وأُلغيت رموز الوصول الخاصة بك.
## العنوان بعد التسجيل

confirm-title = أكِّد بريدك الإلكتروني.
confirm-lead = أرسلنا رابطًا إلى { $email }. حتى تفتحه لا تخرج أي رسائل لفعالياتك: لا دعوات ولا أخبار للضيوف.
confirm-again = إعادة الإرسال
confirm-sent = أُرسل. تحقق أيضًا من البريد غير المرغوب.
confirm-done-title = تم تأكيد العنوان
confirm-done-lead = شكرًا. تُرسَل الرسائل لفعالياتك من الآن.
confirm-wrong-title = هذا الرابط لا يعمل
confirm-wrong-lead = قد يكون ناقصًا. افتح الاستوديو واطلب رابطًا جديدًا.
confirm-on = فتح الاستوديو
